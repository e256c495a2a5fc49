import { lazy, Suspense, useEffect, useState } from 'react';
import { firstNameOf } from '../model/draft-names.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { HealthBanner } from './HealthBanner.tsx';
import { loadModels } from './models.ts';
import { useRoute } from './routes.ts';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';

const Generate = lazy(() => import('../pages/generate/GeneratePage.tsx'));
const Edit = lazy(() => import('../pages/edit/EditPage.tsx'));
const Cases = lazy(() => import('../pages/cases/CasesPage.tsx'));
const Case = lazy(() => import('../pages/cases/CasePage.tsx'));
const PracticeList = lazy(() => import('../pages/practice/PracticeListPage.tsx'));
const Practice = lazy(() => import('../pages/practice/PracticePage.tsx'));

export default function Shell({ user }: { readonly user: string }) {
  const route = useRoute();
  const [menuOpen, setMenuOpen] = useState(false);
  const place = `${route.page}-${'draft' in route ? route.draft : 'caseId' in route ? route.caseId : ''}`;
  useEffect(() => void loadModels(), []);
  useEffect(() => setMenuOpen(false), [place]);

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
        Skip to the content
      </button>
      <header className={styles.top}>
        <button
          type="button"
          className={styles.menu}
          aria-expanded={menuOpen}
          aria-controls="sidebar"
          onClick={() => setMenuOpen(!menuOpen)}
        >
          <span aria-hidden="true">☰</span> Menu
        </button>
        <span className={styles.name}>Medical Case Generator</span>
      </header>
      <aside id="sidebar" aria-label="Pages and settings" className={menuOpen ? styles.sideOpen : styles.side}>
        <Sidebar user={user} route={route} />
      </aside>
      <div className={styles.content}>
        <HealthBanner />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Suspense fallback={<Waiting />}>
            {route.page === 'generate' && <Generate />}
            {route.page === 'edit' && <Edit key={firstNameOf(route.draft)} draftId={route.draft} tab={route.tab} />}
            {route.page === 'cases' && <Cases />}
            {route.page === 'case' && <Case key={route.caseId} caseId={route.caseId} version={route.version} tab={route.tab} />}
            {route.page === 'practice-list' && <PracticeList />}
            {route.page === 'practice' && <Practice key={route.caseId} caseId={route.caseId} />}
            {route.page === 'unknown' && <p>There is nothing at this address. Choose a page from the menu.</p>}
          </Suspense>
        </main>
      </div>
    </div>
  );
}
