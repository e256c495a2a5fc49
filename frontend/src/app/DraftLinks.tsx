import { useEffect } from 'react';
import { signInStore } from '../api/sign-in.ts';
import { draftsHere, lookForDrafts } from '../model/drafts-here.ts';
import { useStore } from '../model/store.ts';
import styles from './DraftLinks.module.css';
import { hrefOf } from './routes.ts';

const most = 6;

export function DraftLinks({ open }: { readonly open: string | undefined }) {
  const drafts = useStore(draftsHere);
  const user = useStore(signInStore).signedIn?.user;
  useEffect(() => void lookForDrafts(user), [user, open]);
  if (drafts.length === 0) return null;
  return (
    <>
      <p className={styles.heading}>Drafts</p>
      {drafts.slice(0, most).map(({ id, title, pending, sessionId }) => (
        <a key={id} href={hrefOf.edit(id)} aria-current={id === open ? 'page' : undefined} className={styles.draft}>
          {title || 'Untitled'}
          {(pending.length > 0 || sessionId === null) && <span className={styles.unsaved}>on this device only</span>}
        </a>
      ))}
    </>
  );
}
