import styles from './TabLinks.module.css';

type Props = {
  readonly label: string;
  readonly current: string;
  readonly tabs: readonly { readonly id: string; readonly name: string; readonly href: string }[];
};

/** Parts of a page that have addresses of their own: links, so that they open in a new tab and the way back works. */
export function TabLinks({ label, current, tabs }: Props) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ id, name, href }) => (
        <a key={id} href={href} aria-current={id === current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
