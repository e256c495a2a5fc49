import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import type { Insight } from '../../../model/use-insight.ts';
import { AuditList } from './AuditList.tsx';
import styles from './Insights.module.css';
import { Leaders } from './Leaders.tsx';

type Props = { readonly record: CaseRecord; readonly insight: Insight; readonly draftId: string };

/** What the draft's numbers lead to and what is wrong with it, at once and beside every tab. */
export function Insights({ record, insight: { analysis, audits }, draftId }: Props) {
  return (
    <aside className={styles.insights} aria-label="What this draft leads to">
      {analysis ? <Leaders analysis={analysis} /> : <p>The tree is being changed; the numbers come back when it is whole.</p>}
      <AuditList audits={audits} record={record} draftId={draftId} />
    </aside>
  );
}
