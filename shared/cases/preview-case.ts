import type { CaseRecord } from './case.ts';
import type { CaseRequest } from './case-request.ts';
import { type KeepDeps, type Kept, keepAsDraft } from './keep-as-draft.ts';
import { nobodyListens, type Report } from './ports.ts';
import { type WriteDeps, writeCase } from './write-case.ts';

export type PreviewDeps = WriteDeps & KeepDeps;
export type Preview = Kept & { readonly record: CaseRecord };

/** Writes a case and keeps it as a draft. A session store that fails, however it fails, costs the editing, never the draft. */
export async function previewCase(
  wanted: CaseRequest,
  deps: PreviewDeps,
  signal: AbortSignal,
  by: string,
  report: Report = nobodyListens,
): Promise<Preview> {
  const record = await writeCase(wanted, deps, signal, report);
  signal.throwIfAborted();
  const said = `Written by ${record.generation.model}`;
  return { record, ...(await keepAsDraft({ record, by, said }, deps)) };
}
