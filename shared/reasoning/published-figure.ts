import { clampLikelihood, isStorable, lowestLikelihood } from './probability.ts';

/** What a paper prints of one finding for one diagnosis; null where it prints nothing. Ratios > 0, the rest in [0, 1]. */
export type PublishedNumbers = {
  readonly lrPositive: number | null;
  readonly lrPositiveCi: readonly [number, number] | null;
  readonly lrNegative: number | null;
  readonly lrNegativeCi: readonly [number, number] | null;
  readonly sensitivity: number | null;
  readonly specificity: number | null;
};

/** P(f | diagnosis) and P(f | not diagnosis), and how they were read from the paper. */
export type Reading = {
  readonly inside: number;
  readonly outside: number;
  readonly rule: ReadingRule;
  readonly clamped: boolean;
};
export type ReadingRule = 'sensitivity-specificity' | 'ratio-pair' | 'one-ratio' | 'sensitivity-only';

/** A printed LR is honoured when the derived one lies in its interval, or within 1 % of it where none is printed. */
export function honoursRatio(derived: number, printed: number | null, ci: readonly [number, number] | null): boolean {
  if (printed === null) return true;
  const slack = 1 + 1e-9;
  if (ci && ci[0] < ci[1]) return derived * slack >= ci[0] && derived <= ci[1] * slack;
  return Math.abs(derived / printed - 1) <= 0.01 + 1e-9;
}

const honours = (numbers: PublishedNumbers, inside: number, outside: number): boolean =>
  honoursRatio(inside / outside, numbers.lrPositive, numbers.lrPositiveCi) &&
  honoursRatio((1 - inside) / (1 - outside), numbers.lrNegative, numbers.lrNegativeCi);

/**
 * Reads a published figure as the pair of probabilities that the record stores. `presumed` is what the case holds without
 * the paper, used only for what the paper leaves open.
 *
 * - sensitivity and specificity: taken as printed, unless rounding puts the LRs outside what the paper prints beside them;
 * - LR+ and LR−: specificity = (LR+ − 1)/(LR+ − LR−), sensitivity = 1 − LR−·specificity, when both fall in (0, 1);
 * - one LR (with sensitivity or specificity if printed): P(f | not D) stays as presumed and D is solved for; where that
 *   leaves the storable range, P(f | D) stays as presumed and the others are solved for, so that the ratio survives;
 *   a finding rarer than what can be stored is read at the end of the range, where that keeps both ratios.
 */
export function readFigure(numbers: PublishedNumbers, presumed: { inside: number; outside: number }): Reading | undefined {
  const candidates = [fromSensitivity(numbers), fromPair(numbers), fromOneRatio(numbers, presumed), fromRangeEnd(numbers)].filter(
    (c) => c !== undefined,
  );
  const stored = candidates.map(store);
  return stored.find(({ inside, outside }) => honours(numbers, inside, outside)) ?? stored[0];
}

type Candidate = { inside: number; outside: number; rule: ReadingRule };

const store = ({ inside, outside, rule }: Candidate): Reading => ({
  inside: clampLikelihood(inside),
  outside: clampLikelihood(outside),
  rule,
  clamped: !isStorable(inside) || !isStorable(outside),
});

function fromSensitivity({ sensitivity, specificity, lrPositive, lrNegative }: PublishedNumbers): Candidate | undefined {
  const rule = 'sensitivity-specificity';
  if (sensitivity !== null && specificity !== null) return { inside: sensitivity, outside: 1 - specificity, rule };
  if (sensitivity !== null && lrPositive !== null) return { inside: sensitivity, outside: sensitivity / lrPositive, rule };
  if (sensitivity !== null && lrNegative !== null)
    return { inside: sensitivity, outside: 1 - (1 - sensitivity) / lrNegative, rule };
  if (specificity !== null && lrPositive !== null)
    return { inside: lrPositive * (1 - specificity), outside: 1 - specificity, rule };
  if (specificity !== null && lrNegative !== null)
    return { inside: 1 - lrNegative * specificity, outside: 1 - specificity, rule };
  return undefined;
}

function fromPair({ lrPositive, lrNegative }: PublishedNumbers): Candidate | undefined {
  if (lrPositive === null || lrNegative === null || lrPositive === lrNegative) return undefined;
  const specificity = (lrPositive - 1) / (lrPositive - lrNegative);
  const sensitivity = 1 - lrNegative * specificity;
  const inRange = specificity > 0 && specificity < 1 && sensitivity > 0 && sensitivity < 1;
  return inRange ? { inside: sensitivity, outside: 1 - specificity, rule: 'ratio-pair' } : undefined;
}

function fromOneRatio(numbers: PublishedNumbers, presumed: { inside: number; outside: number }): Candidate | undefined {
  const rule = numbers.lrPositive === null && numbers.lrNegative === null ? 'sensitivity-only' : 'one-ratio';
  const { inside, outside } = presumed;
  if (numbers.lrPositive !== null) {
    const solved = numbers.lrPositive * outside;
    return isStorable(solved) ? { inside: solved, outside, rule } : { inside, outside: inside / numbers.lrPositive, rule };
  }
  if (numbers.lrNegative !== null) {
    const solved = 1 - numbers.lrNegative * (1 - outside);
    return isStorable(solved)
      ? { inside: solved, outside, rule }
      : { inside, outside: 1 - (1 - inside) / numbers.lrNegative, rule };
  }
  return numbers.sensitivity === null ? undefined : { inside: numbers.sensitivity, outside, rule };
}

function fromRangeEnd({ lrPositive }: PublishedNumbers): Candidate | undefined {
  if (lrPositive === null) return undefined;
  return { inside: lrPositive * lowestLikelihood, outside: lowestLikelihood, rule: 'one-ratio' };
}

/** How firmly a figure holds when several must be fitted at once: 1 / width of its interval in log LR. */
export function figureWeight({ lrPositive, lrPositiveCi, lrNegative, lrNegativeCi }: PublishedNumbers): number {
  const ci = lrPositive !== null ? lrPositiveCi : lrNegative !== null ? lrNegativeCi : null;
  // A figure printed without an interval is held as loosely as one whose ends differ by a factor of 4.
  if (!ci || !(ci[0] > 0) || ci[0] >= ci[1]) return 1 / Math.log(4);
  return 1 / Math.max(0.05, Math.log(ci[1] / ci[0]));
}
