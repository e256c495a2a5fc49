import {
  brierScore,
  type Distance,
  evenBelief,
  type InformationScore,
  logScore,
} from '../../../../shared/reasoning/practice-score.ts';
import { percent } from '../../ui/numbers.ts';

/** Scores as a student reads them: a number, what it means, and what it is measured against. */
export type ScoreWords = { readonly name: string; readonly value: string; readonly meaning: string; readonly against: string };

export const counted = (count: number, noun: string): string => `${count === 1 ? 'one' : count} ${noun}${count === 1 ? '' : 's'}`;

export function brierWords(belief: readonly number[], reference: readonly number[], truth: number): ScoreWords {
  const score = brierScore(belief, truth);
  const even = brierScore(evenBelief(belief.length), truth);
  return {
    name: 'Brier score',
    value: score.toFixed(2),
    meaning:
      score <= 0.1
        ? 'You were nearly certain, and right.'
        : score <= even / 2
          ? 'You leaned clearly towards what it was.'
          : score < even - 0.02
            ? 'Better than splitting your belief evenly, but undecided.'
            : score <= even + 0.02
              ? 'No better than splitting your belief evenly.'
              : 'Worse than an even split: you were surer of something else.',
    against: `0 is certain and right, 2 certain and wrong. Even split ${even.toFixed(2)}, reference ${brierScore(reference, truth).toFixed(2)}.`,
  };
}

export function logWords(belief: readonly number[], reference: readonly number[], truth: number): ScoreWords {
  const score = logScore(belief, truth);
  const choices = 2 ** score;
  return {
    name: 'Log score',
    value: `${score.toFixed(2)} bit`,
    meaning:
      score < 0.15
        ? 'The answer hardly surprised you.'
        : `The answer surprised you as much as a pick from ${choices < 9.95 ? choices.toFixed(1) : choices.toFixed(0)} equal choices.`,
    against: `0 is no surprise. Even split ${Math.log2(belief.length).toFixed(2)}, reference ${logScore(reference, truth).toFixed(2)}. A bar under 1 % counts as 1 %.`,
  };
}

export function calibrationWords(distances: readonly (Distance | null)[]): ScoreWords {
  const stated = distances.flatMap((distance) => (distance ? [distance.misplaced] : []));
  const mean = stated.reduce((total, value) => total + value, 0) / Math.max(1, stated.length);
  const [first = 0, last = 0] = [stated[0], stated.at(-1)];
  const trend =
    last < first - 0.05
      ? 'You came closer as you went.'
      : last > first + 0.05
        ? 'You drifted away as you went.'
        : 'That stayed about the same.';
  return {
    name: 'Calibration',
    value: `${Math.round(mean * 100)} points off`,
    meaning:
      `On average, ${Math.round(mean * 100)} of your 100 points lay elsewhere than the answers support. ${stated.length > 1 ? trend : ''}`.trim(),
    against: `Over ${counted(stated.length, 'stated belief')}; at the end ${Math.round(last * 100)}.`,
  };
}

export function informationWords({ gained, most, left, share }: InformationScore, questions: number): ScoreWords {
  return {
    name: 'Information',
    value: questions === 0 ? 'none' : percent(share),
    meaning:
      questions === 0
        ? 'You asked nothing, so nothing could be learned.'
        : left < 0.005
          ? 'As many questions cannot be expected to tell more.'
          : `Your ${counted(questions, 'question')} left ${left.toFixed(2)} bit on the table.`,
    against: `Expected before the answers: ${gained.toFixed(2)} of the ${most.toFixed(2)} bit that the best ${questions === 1 ? 'one tells' : `${questions} tell`}. Luck with an answer does not count.`,
  };
}
