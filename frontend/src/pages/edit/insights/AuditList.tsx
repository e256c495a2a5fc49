import { Button } from '@mantine/core';
import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import type { Audit } from '../../../api/types.ts';
import { goTo, hrefOf } from '../../../app/routes.ts';
import { useEdit } from '../desk-context.tsx';
import { jumpTo, tabOf } from '../pointers.ts';
import styles from './Insights.module.css';
import { repairsOf } from './repairs.ts';

type Props = { readonly audits: readonly Audit[]; readonly record: CaseRecord; readonly draftId: string };

/** What is wrong, blocking first; each leads to its place, and offers to mend it where that takes no judgement. */
export function AuditList({ audits, record, draftId }: Props) {
  const edit = useEdit();
  const go = (pointer: string) => {
    goTo(hrefOf.edit(draftId, tabOf(pointer)));
    jumpTo(pointer, record);
  };
  const blocking = audits.filter(({ severity }) => severity === 'blocking').length;
  return (
    <section className={styles.card} aria-label="Audits">
      <h2>{audits.length === 0 ? 'No audit objects' : `Audits: ${blocking} blocking, ${audits.length - blocking} to look at`}</h2>
      <ul className={styles.audits}>
        {audits.map((audit) => (
          <li key={`${audit.id} ${audit.sentence}`} data-severity={audit.severity}>
            {audit.severity === 'blocking' && <strong>Blocking: </strong>}
            {audit.sentence}
            <div className={styles.actions}>
              {audit.fields[0] !== undefined && (
                <Button size="compact-xs" variant="default" onClick={() => go(audit.fields[0] ?? '')}>
                  Go there
                </Button>
              )}
              {repairsOf(audit, record).map(({ label, operations }) => (
                <Button key={label} size="compact-xs" variant="light" onClick={() => edit({ operations })}>
                  {label}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
