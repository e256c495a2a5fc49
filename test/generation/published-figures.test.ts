import { describe, expect, test } from 'vitest';
import { primaryLeafIndex, priorsOf } from '../../shared/cases/framework.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import type { Figure } from '../../shared/generation/library/figure.ts';
import { rowsFor } from '../../shared/generation/library/rows.ts';
import { likelihoodRatios } from '../../shared/reasoning/bayes.ts';
import { honoursRatio } from '../../shared/reasoning/published-figure.ts';

const library = loadLibrary();

const fromRatios = (positive: number, negative: number): number[] => {
  const specificity = (positive - 1) / (positive - negative);
  return [1 - negative * specificity, 1 - specificity];
};

type Outcome = { readonly figure: Figure; readonly pack: string; readonly survives: boolean; readonly reason: string };

/** Every published row in a case about its own diagnosis: the derived LRs against the printed ones. */
const outcomes: Outcome[] = [...library.packs.values()].flatMap((pack) =>
  pack.findings.flatMap((finding) =>
    finding.figures.flatMap((id) => {
      const figure = library.figures.get(id);
      const known = figure && library.diagnoses.get(figure.diagnosis);
      if (!figure || !known) throw new Error(`${id} leads nowhere`);
      const { framework, rows } = rowsFor(library, pack, known);
      const row = rows.find((candidate) => candidate.finding === finding)?.row ?? [];
      const leaf = primaryLeafIndex(framework);
      const priors = priorsOf(framework);
      const { positive, negative } = likelihoodRatios(priors, row, [leaf]);
      const survives =
        honoursRatio(positive, figure.lrPositive, figure.lrPositiveCi) &&
        honoursRatio(negative, figure.lrNegative, figure.lrNegativeCi) &&
        (figure.lrPositive !== null ||
          figure.lrNegative !== null ||
          figure.sensitivity === null ||
          Math.abs((row[leaf] ?? 0) / figure.sensitivity - 1) <= 0.01);
      return [{ figure, pack: pack.id, survives, reason: survives ? '' : reasonFor(figure) }];
    }),
  ),
);

/** Why a figure cannot be met: it contradicts itself, or asks for a probability that is not stored. */
function reasonFor(figure: Figure): string {
  const { lrPositive, lrPositiveCi, lrNegative, lrNegativeCi, sensitivity, specificity } = figure;
  const pairs = [
    sensitivity !== null && specificity !== null ? [sensitivity, 1 - specificity] : undefined,
    lrPositive !== null && lrNegative !== null ? fromRatios(lrPositive, lrNegative) : undefined,
  ].filter((pair) => pair !== undefined);
  const agrees = ([inside = 0, outside = 0]: number[]): boolean =>
    honoursRatio(inside / outside, lrPositive, lrPositiveCi) &&
    honoursRatio((1 - inside) / (1 - outside), lrNegative, lrNegativeCi);
  const agreeing = pairs.filter(agrees);
  if (pairs.length > 0 && agreeing.length === 0)
    return 'its printed LR+, LR−, sensitivity and specificity do not agree with each other';
  if (agreeing.length > 0 && agreeing.every((pair) => pair.some((q) => q < 0.005 || q > 0.995)))
    return 'needs a probability outside 0.5 % to 99.5 %';
  return '';
}

describe(`${library.figures.size} published figures`, () => {
  test('survive in a case about their diagnosis, or are listed with the reason', () => {
    const lost = outcomes.filter(({ survives }) => !survives);
    console.info(
      `${outcomes.length - lost.length} of ${outcomes.length} survive; listed:\n${lost.map(({ figure, pack, reason }) => `  ${figure.id} (${pack}) ${figure.finding}: ${reason}`).join('\n')}`,
    );
    expect(lost.filter(({ reason }) => reason === '').map(({ figure }) => figure.id)).toEqual([]);
    expect(lost.length / outcomes.length).toBeLessThan(0.05);
  });

  test('all have a citation, and at most 40 come from one paper', () => {
    const perPaper = Map.groupBy(library.figures.values(), ({ citation }) => citation);
    expect([...library.figures.values()].filter(({ citation }) => !library.citations.has(citation))).toEqual([]);
    expect(Math.max(...[...perPaper.values()].map((figures) => figures.length))).toBeLessThanOrEqual(40);
  });

  test('are all used by a finding', () => {
    const used = new Set([...library.packs.values()].flatMap(({ findings }) => findings.flatMap(({ figures }) => figures)));
    expect([...library.figures.keys()].filter((id) => !used.has(id))).toEqual([]);
  });
});
