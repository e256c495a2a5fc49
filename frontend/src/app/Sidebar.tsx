import { useEffect, useState } from 'react';
import { siteConfig } from '../api/config.ts';
import { signOut } from '../api/sign-in.ts';
import { DraftLinks } from './DraftLinks.tsx';
import { ModelPicker } from './ModelPicker.tsx';
import { hrefOf, type Route } from './routes.ts';
import { SchemePicker } from './SchemePicker.tsx';
import styles from './Sidebar.module.css';

const pages = [
  { name: 'New case', href: hrefOf.generate, on: ['generate'] },
  { name: 'Cases', href: hrefOf.cases, on: ['cases', 'case'] },
  { name: 'Practice', href: hrefOf.practiceList, on: ['practice-list', 'practice'] },
];

export function Sidebar({ user, route }: { readonly user: string; readonly route: Route }) {
  const [build, setBuild] = useState('');
  useEffect(() => void siteConfig().then((config) => setBuild(config.build)), []);
  return (
    <div className={styles.sidebar}>
      <p className={styles.name}>
        <img src="icon.svg" alt="" width="28" height="28" /> Medical Case Generator
      </p>
      <nav aria-label="Pages" className={styles.nav}>
        {pages.map(({ name, href, on }) => (
          <a key={href} href={href} aria-current={on.includes(route.page) ? 'page' : undefined}>
            {name}
          </a>
        ))}
        <DraftLinks open={route.page === 'edit' ? route.draft : undefined} />
      </nav>
      <ModelPicker />
      <div className={styles.foot}>
        <SchemePicker />
        <p>
          Signed in as <strong>{user}</strong>
          <button type="button" onClick={() => signOut('You are signed out.')}>
            Sign out
          </button>
        </p>
        {build && <p className={styles.build}>Build {build}</p>}
      </div>
    </div>
  );
}
