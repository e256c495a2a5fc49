import { lazy, Suspense, useEffect } from 'react';
import { type EditTab, editTabs, hrefOf } from '../../app/routes.ts';
import { onServer } from '../../model/on-server.ts';
import { useInsight } from '../../model/use-insight.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { TabLinks } from '../../ui/TabLinks.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useDesk, useDraft } from './desk-context.tsx';
import { DetailsTab } from './details/DetailsTab.tsx';
import { Insights } from './insights/Insights.tsx';
import { ImportMatrix } from './matrix/ImportMatrix.tsx';
import { ImportMatrixDialog } from './matrix/ImportMatrixDialog.tsx';
import { ConflictDialog } from './save/ConflictDialog.tsx';
import { Notes } from './save/Notes.tsx';
import { SaveBar } from './save/SaveBar.tsx';
import styles from './Workbench.module.css';

const Framework = lazy(() => import('./framework/FrameworkTab.tsx'));
const Likelihoods = lazy(() => import('./matrix/LikelihoodsTab.tsx'));
const Reasoning = lazy(() => import('../reasoning/ReasoningDesk.tsx'));
const Export = lazy(() => import('../export/ExportTab.tsx'));
const Finish = lazy(() => import('./finish/FinishTab.tsx'));

const names: Readonly<Record<EditTab, string>> = {
  details: 'Case details',
  framework: 'Framework',
  likelihoods: 'Likelihoods',
  reasoning: 'Reasoning',
  export: 'Export',
  finish: 'Finish',
};

/** One draft with all that can be done to it. What the numbers lead to stays in sight beside every tab. */
export function Workbench({ tab }: { readonly tab: EditTab }) {
  const desk = useDesk();
  const { id, sessionId, record } = useDraft();
  const insight = useInsight(record);
  const isWide = tab === 'reasoning' || tab === 'export' || tab === 'finish';

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      void desk.flush();
      if (desk.store.get().save.kind === 'saving') event.preventDefault();
    };
    const back = () => {
      if (document.visibilityState === 'visible' && desk.store.get().save.kind === 'saved') void desk.reload();
    };
    window.addEventListener('beforeunload', leaving);
    document.addEventListener('visibilitychange', back);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      document.removeEventListener('visibilitychange', back);
    };
  }, [desk]);

  return (
    <div className={styles.bench}>
      <div className={styles.head}>
        <PageTitle name={record.title || 'Untitled'} />
        <SaveBar />
      </div>
      <Notes />
      <TabLinks
        label="Parts of the draft"
        current={tab}
        tabs={editTabs.map((one) => ({ id: one, name: names[one], href: hrefOf.edit(id, one) }))}
      />
      <div className={isWide ? styles.alone : styles.columns}>
        <div className={styles.tab}>
          <Suspense fallback={<Waiting />}>
            {tab === 'details' && <DetailsTab />}
            {tab === 'framework' && <Framework />}
            {tab === 'likelihoods' && <Likelihoods />}
            {tab === 'reasoning' && insight.analysis && (
              <Reasoning record={record} analysis={insight.analysis} audits={insight.audits} draftId={id} />
            )}
            {tab === 'export' && (
              <Export
                source={{ kind: 'session', sessionId, record, ask: (work) => onServer(desk, work) }}
                actions={(name, tier) => name === 'feature_lr_matrix_csv' && <ImportMatrix tier={tier} />}
              />
            )}
            {tab === 'finish' && <Finish audits={insight.audits} />}
          </Suspense>
        </div>
        {!isWide && <Insights record={record} insight={insight} draftId={id} />}
      </div>
      <ImportMatrixDialog />
      <ConflictDialog />
    </div>
  );
}
