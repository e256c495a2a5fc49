import { describe, expect, test } from 'vitest';
import { auditCase } from '../../shared/audits/audit-case.ts';
import { learnerTexts } from '../../shared/audits/learner-text.ts';
import type { CaseRecord, DifficultyLabel } from '../../shared/cases/case.ts';
import { observationsOf, posteriorOf, rowOf } from '../../shared/cases/derive.ts';
import { bucketsOf, primaryLeafIndex, priorsOf, tierLevels } from '../../shared/cases/framework.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { sentencesOf } from '../../shared/generation/library/wording/sentences.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';
import { bucketPrior } from '../../shared/reasoning/bayes.ts';
import { identityTotals } from '../../shared/reasoning/coherence.ts';
import { difficulty } from '../../shared/reasoning/difficulty.ts';

/** Seeds per diagnosis and difficulty; the whole sweep is MCG_SEEDS=20. */
const seeds = Number(process.env.MCG_SEEDS ?? 3);
const labels: readonly DifficultyLabel[] = ['typical', 'atypical', 'sparse'];
const library = loadLibrary();
const diagnoses = [...library.diagnoses.values()];

/** One order for each diagnosis, packed as an author would write it: nothing said but the complaint. */
const write = (name: string, complaint: string, seed: number, label: DifficultyLabel): CaseRecord =>
  writeCase(library, { description: `A patient with ${complaint}`, primaryDiagnosis: name, seed, difficulty: label });

const cases = diagnoses.flatMap((known) =>
  known.packs.flatMap((packId) =>
    labels.flatMap((label) =>
      Array.from({ length: seeds }, (_, seed) => {
        const pack = library.packs.get(packId);
        return { known, packId, label, seed, record: write(known.name, pack?.complaint ?? '', seed, label) };
      }),
    ),
  ),
);
const where = ({ known, packId, label, seed }: (typeof cases)[number]): string =>
  `${known.id} in ${packId}, ${label}, seed ${seed}`;
const failing = (bad: (entry: (typeof cases)[number]) => string | undefined): string[] =>
  cases.flatMap((entry) => {
    const problem = bad(entry);
    return problem === undefined ? [] : [`${where(entry)}: ${problem}`];
  });

describe(`${cases.length} cases of ${diagnoses.length} diagnoses`, () => {
  test('have at least 7 history, 6 exam and 5 workup items, each answered', () => {
    expect(
      failing(({ record }) => {
        const count = (category: string) => record.findings.filter((finding) => finding.category === category).length;
        const counts = [count('history'), count('physical_exam'), count('diagnostic_workup')];
        return counts.every((n, i) => n >= 7 - i) ? undefined : counts.join('/');
      }),
    ).toEqual([]);
  });

  test('have priors that sum to 1 and agree across tiers', () => {
    expect(
      failing(({ record }) => {
        const priors = priorsOf(record.framework);
        const totals = tierLevels.map((tier) =>
          bucketsOf(record.framework, tier).reduce((sum, { members }) => sum + bucketPrior(priors, members), 0),
        );
        return totals.every((total) => Math.abs(total - 1) <= 1e-9) ? undefined : totals.join(', ');
      }),
    ).toEqual([]);
  });

  test('obey the identity in every row and tier', () => {
    expect(
      failing(({ record }) => {
        const priors = priorsOf(record.framework);
        for (const finding of record.findings) {
          for (const tier of tierLevels) {
            const { positive, negative } = identityTotals(
              priors,
              rowOf(record, finding.id),
              bucketsOf(record.framework, tier).map(({ members }) => members),
            );
            if (Math.abs(positive - 1) > 1e-9 || Math.abs(negative - 1) > 1e-9) return `${finding.finding} at tier ${tier}`;
          }
        }
        return undefined;
      }),
    ).toEqual([]);
  });

  test('break no blocking audit: no leak, results everywhere, the primary diagnosis on top', () => {
    const blocked = failing(({ record }) => {
      const blocking = auditCase(record).filter(({ severity }) => severity === 'blocking');
      return blocking.length === 0 ? undefined : blocking.map(({ sentence }) => sentence).join(' ');
    });
    expect(blocked).toEqual([]);
  });

  test('lead to the primary diagnosis in at least 95 % of typical ones', () => {
    const typical = cases.filter(({ label }) => label === 'typical');
    const missed = typical.filter(({ record }) => {
      const after = posteriorOf(record);
      return (after[primaryLeafIndex(record.framework)] ?? 0) < Math.max(...after);
    });
    if (missed.length > 0) console.info(`not on top (${missed.length} of ${typical.length}): ${missed.map(where).join('; ')}`);
    expect(missed.length / typical.length).toBeLessThanOrEqual(0.05);
  });

  test('never say the same sentence twice', () => {
    expect(
      failing(({ record }) => {
        const seen = new Map<string, string>();
        for (const { field, text } of learnerTexts(record)) {
          if (/\/(test|examination|title|chief_complaint)$/.test(field)) continue;
          for (const sentence of sentencesOf(text)) {
            if (seen.has(sentence)) return `"${sentence}" in ${field} and ${seen.get(sentence)}`;
            seen.set(sentence, field);
          }
        }
        return undefined;
      }),
    ).toEqual([]);
  });

  test('are harder in the order typical, atypical, sparse', () => {
    const mean = (label: DifficultyLabel): number => {
      const scores = cases
        .filter((entry) => entry.label === label)
        .map(
          ({ record }) =>
            difficulty(priorsOf(record.framework), observationsOf(record), primaryLeafIndex(record.framework)).score,
        );
      return scores.reduce((a, b) => a + b, 0) / scores.length;
    };
    expect(mean('typical')).toBeLessThan(mean('atypical'));
    expect(mean('atypical')).toBeLessThan(mean('sparse'));
  });
});
