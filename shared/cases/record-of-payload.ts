import type { CaseRecord } from './case.ts';
import { fromWire } from './from-wire.ts';

const parts = ['case_details', 'diagnostic_framework', 'feature_likelihood_ratios'] as const;

/**
 * The record that a payload makes without a draft behind it, or undefined where it is not whole. A payload that is whole but
 * wrong is `invalid-request`, with its fields.
 */
export async function recordOfPayload(payload: unknown): Promise<CaseRecord | undefined> {
  if (payload === null || typeof payload !== 'object') return undefined;
  const given = payload as Record<string, unknown>;
  const isWhole = parts.every((part) => typeof given[part] === 'object' && given[part] !== null);
  return isWhole ? fromWire(given) : undefined;
}
