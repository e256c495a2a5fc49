import type { CaseRecord } from '../../../shared/cases/case.ts';
import { recordFromSeed } from '../../../shared/cases/from-seed.ts';

export const sender = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };

/** A record from what a client would send. */
export const rebuilt = (seed: unknown): ReturnType<typeof recordFromSeed> =>
  recordFromSeed(JSON.parse(JSON.stringify(seed)), sender);

/** Every bucket with the one above it. */
export const parentsByName = ({ framework: { tier1, tier2, leaves } }: CaseRecord): string[][] => [
  ...leaves.map(({ name, parentId }) => [name, tier2.find(({ id }) => id === parentId)?.name ?? '']),
  ...tier2.map(({ name, parentId }) => [name, tier1.find(({ id }) => id === parentId)?.name ?? '']),
];
