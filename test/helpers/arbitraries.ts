import fc from 'fast-check';

/** Likelihoods that may be stored. */
export const likelihood = fc.double({ min: 0.005, max: 0.995, noNaN: true });

/** A differential: 2 to 12 leaves whose priors sum to 1, none of them negligible. */
export const priors = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 })
  .map((weights) => weights.map((weight) => weight / weights.reduce((a, b) => a + b, 0)));

export type Differential = {
  readonly priors: number[];
  readonly rows: { likelihoods: number[]; present: boolean }[];
  readonly buckets: number[][];
};

/** A differential with findings, and its leaves shared among two or more buckets. */
export const differential = (findings = 6): fc.Arbitrary<Differential> =>
  priors.chain((leaves) =>
    fc.record({
      priors: fc.constant(leaves),
      rows: fc.array(
        fc.record({
          likelihoods: fc.array(likelihood, { minLength: leaves.length, maxLength: leaves.length }),
          present: fc.boolean(),
        }),
        {
          minLength: 1,
          maxLength: findings,
        },
      ),
      buckets: fc.array(fc.nat(3), { minLength: leaves.length, maxLength: leaves.length }).map((labels) => bucketsFrom(labels)),
    }),
  );

/** Groups leaves by label; the first leaf is always alone, so that there are at least two buckets. */
function bucketsFrom(labels: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  labels.forEach((label, leaf) => {
    const key = leaf === 0 ? -1 : label;
    groups.set(key, [...(groups.get(key) ?? []), leaf]);
  });
  return [...groups.values()];
}
