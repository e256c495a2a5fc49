import { createHash } from 'node:crypto';
import type { CaseRequest } from './case-request.ts';
import type { CaseStore, StoredCase } from './ports.ts';
import { type WriteDeps, writeCase } from './write-case.ts';

export type GenerateDeps = WriteDeps & { readonly cases: CaseStore };

/** Writes a case and saves it whole. The database is asked first, so that no model is paid for a case that cannot be kept. */
export async function generateCase(
  wanted: CaseRequest,
  key: string | undefined,
  deps: GenerateDeps,
  signal: AbortSignal,
  by: string,
): Promise<StoredCase> {
  const idempotency =
    key === undefined ? undefined : { key, requestHash: createHash('sha256').update(JSON.stringify(wanted)).digest('hex') };
  if (idempotency) {
    const earlier = await deps.cases.findByKey(idempotency);
    if (earlier) return earlier;
  } else {
    await deps.cases.ready();
  }
  const record = await writeCase(wanted, deps, signal);
  // Who has gone, or was told that time is over, must not find a case saved behind their back.
  signal.throwIfAborted();
  return deps.cases.save(record, idempotency, by);
}
