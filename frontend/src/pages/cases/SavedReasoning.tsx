import { lazy } from 'react';
import { analyzeCase } from '../../../../shared/cases/analyze-case.ts';
import type { CaseRecord } from '../../../../shared/cases/case.ts';
import { analysisBody } from '../../../../shared/http/analysis-body.ts';
import { askJson } from '../../api/client.ts';
import type { AnalysisBody } from '../../api/types.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { Waiting } from '../../ui/Waiting.tsx';

const ReasoningDesk = lazy(() => import('../reasoning/ReasoningDesk.tsx'));

type Props = { readonly caseId: number; readonly version: number | undefined; readonly record: CaseRecord };

/** The analysis of a saved case: the server's for the latest version, the same reckoned here for an older one. */
export function SavedReasoning({ caseId, version, record }: Props) {
  const { value, error, again } = useLoad(`${caseId} ${version ?? ''}`, async (signal) =>
    version === undefined
      ? askJson<AnalysisBody>('/analyze', { method: 'POST', body: { case_id: caseId }, signal })
      : analysisBody(analyzeCase(record)),
  );
  if (error !== undefined) return <Trouble error={error} onRetry={again} />;
  return value ? <ReasoningDesk record={record} analysis={value} /> : <Waiting what="Reckoning" />;
}
