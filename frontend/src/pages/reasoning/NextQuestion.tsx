import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { CaseRecord } from '../../../../shared/cases/case.ts';
import { questionOf } from '../../../../shared/cases/practice.ts';
import type { AnalysisBody } from '../../api/types.ts';
import { ExpectedBars } from '../../charts/ExpectedBars.tsx';
import { Section } from '../../ui/Section.tsx';
import { findingName, type Tier } from './series-of.ts';

type Props = { readonly record: CaseRecord; readonly analysis: AnalysisBody; readonly tier: Tier };

/** What is worth asking, at any point of the case. */
export function NextQuestion({ record, analysis, tier }: Props) {
  const [chosen, setChosen] = useState(0);
  const point = Math.min(chosen, tier.path.length);
  const { feature_ids, from_start, after_steps } = tier.expected_information;
  const expected = point === 0 ? from_start : (after_steps[point - 1] ?? []);
  const questions = feature_ids.flatMap((id, i) => {
    const bits = expected[i];
    const finding = record.findings.find((one) => one.id === id);
    if (bits === null || bits === undefined || !finding) return [];
    return [{ id, finding: findingName(analysis, id), ask: questionOf(finding).ask, bits }];
  });
  const doubt = point === 0 ? tier.entropy.prior : (tier.path[point - 1]?.entropy ?? 0);
  return (
    <Section
      title="What to ask"
      hint="Judged before the answer is known: what each question is expected to tell."
      aside={
        <NativeSelect
          aria-label="Point of the case"
          size="xs"
          value={`${point}`}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
          data={[
            { value: '0', label: 'At the door' },
            ...tier.path.map(({ feature_id }, i) => ({
              value: `${i + 1}`,
              label: `After ${i + 1}. ${findingName(analysis, feature_id)}`,
            })),
          ]}
        />
      }
    >
      <ExpectedBars questions={questions} doubt={doubt} />
    </Section>
  );
}
