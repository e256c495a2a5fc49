import { Alert } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { fromWire } from '../../../../shared/cases/from-wire.ts';
import { askJson } from '../../api/client.ts';
import type { StoredBody } from '../../api/types.ts';
import { type CaseTab, caseTabs, hrefOf } from '../../app/routes.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { TabLinks } from '../../ui/TabLinks.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { CaseActions } from './CaseActions.tsx';
import { CaseText } from './CaseText.tsx';
import styles from './cases.module.css';
import { SavedReasoning } from './SavedReasoning.tsx';
import { Versions } from './Versions.tsx';

const Export = lazy(() => import('../export/ExportTab.tsx'));

type Props = { readonly caseId: number; readonly version: number | undefined; readonly tab: CaseTab };

const names: Readonly<Record<CaseTab, string>> = { read: 'Read', reasoning: 'Reasoning', versions: 'Versions', export: 'Export' };

export default function CasePage({ caseId, version, tab }: Props) {
  const path = `/case/${caseId}${version === undefined ? '' : `?version=${version}`}`;
  const { value, error, again } = useLoad(path, async (signal) => {
    const body = await askJson<StoredBody>(path, { signal });
    return { body, record: fromWire(body) };
  });
  if (error !== undefined)
    return (
      <>
        <PageTitle name={`Case ${caseId}`} />
        <Trouble error={error} onRetry={again} />
      </>
    );
  if (!value) return <Waiting what="Opening the case" />;
  const { body, record } = value;
  return (
    <>
      <div className={styles.head}>
        <PageTitle name={record.title || `Case ${caseId}`} />
        <CaseActions caseId={caseId} version={body.version} body={body} />
      </div>
      <p>
        Case {caseId}, version {body.version} · {record.primaryDiagnosis}
      </p>
      {version !== undefined && (
        <Alert color="blue" mb="sm">
          You are looking at version {version}. <a href={hrefOf.case(caseId)}>Show the latest one</a>
        </Alert>
      )}
      <TabLinks
        label="Parts of the case"
        current={tab}
        tabs={caseTabs.map((one) => ({ id: one, name: names[one], href: hrefOf.case(caseId, one, version) }))}
      />
      <div className={styles.part}>
        <Suspense fallback={<Waiting />}>
          {tab === 'read' && <CaseText record={record} />}
          {tab === 'reasoning' && <SavedReasoning caseId={caseId} version={version} record={record} />}
          {tab === 'versions' && <Versions caseId={caseId} />}
          {tab === 'export' && <Export source={{ kind: 'case', caseId, version, record }} />}
        </Suspense>
      </div>
    </>
  );
}
