import { logit } from '../../../shared/reasoning/probability.ts';

/**
 * Fagan's nomogram (N Engl J Med 1975;293:257): pre-test odds run down the left axis, post-test odds up the right one, both
 * as logarithms. A straight line between them crosses the middle at half the logarithm of their quotient, the LR.
 */
export const edge = logit(0.999);

/** Heights in the unit of log odds, 0 in the middle, upwards positive. */
export const preHeight = (p: number): number => -within(logit(p));
export const postHeight = (p: number): number => within(logit(p));
export const ratioHeight = (lr: number): number => Math.log(lr) / 2;

const within = (value: number): number => Math.min(edge, Math.max(-edge, value));

export const probabilityTicks = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999,
];
export const ratioTicks = [0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000];
