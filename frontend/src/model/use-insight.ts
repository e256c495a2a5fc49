import { useDeferredValue, useMemo } from 'react';
import { auditCase } from '../../../shared/audits/audit-case.ts';
import { analyzeCase } from '../../../shared/cases/analyze-case.ts';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { analysisBody } from '../../../shared/http/analysis-body.ts';
import type { AnalysisBody, Audit } from '../api/types.ts';

export type Insight = { readonly audits: readonly Audit[]; readonly analysis: AnalysisBody | undefined };

/**
 * What the numbers of a draft lead to, and what is wrong with it, reckoned here by the server's own code: the author sees
 * it while the edit is still on its way. A tree in the middle of a repair may have no analysis.
 */
export function useInsight(record: CaseRecord): Insight {
  const settled = useDeferredValue(record);
  return useMemo(
    () => ({ audits: attempt(() => auditCase(settled)) ?? [], analysis: attempt(() => analysisBody(analyzeCase(settled))) }),
    [settled],
  );
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
