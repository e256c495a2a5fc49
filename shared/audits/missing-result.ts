import type { Audit } from './audit.ts';

export const missingResult: Audit = ({ findings }) =>
  findings
    .filter((finding) => finding.category === 'diagnostic_workup')
    .flatMap((finding, i) =>
      finding.result.trim() !== ''
        ? []
        : [
            {
              id: 'test-without-result',
              severity: 'blocking' as const,
              sentence: `“${finding.test}” has no result; give a value with its unit, or a reading.`,
              fields: [`/case_details/diagnostic_workup/${i}/result`],
            },
          ],
    );
