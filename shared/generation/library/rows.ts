import type { Framework } from '../../cases/framework.ts';
import type { KnownDiagnosis, Library } from './library.ts';
import { type FindingRow, findingRow } from './matrix.ts';
import type { Pack } from './pack.ts';
import { frameworkFor } from './tree.ts';

export type PackRows = { readonly framework: Framework; readonly rows: readonly FindingRow[] };

const remembered = new WeakMap<Library, Map<string, PackRows>>();

/** The tree of a pack around one primary diagnosis, with every finding's likelihoods. Worked out once per worker. */
export function rowsFor(library: Library, pack: Pack, primary: KnownDiagnosis): PackRows {
  const known = remembered.get(library) ?? new Map<string, PackRows>();
  remembered.set(library, known);
  const key = `${pack.id}/${primary.id}`;
  const found = known.get(key);
  if (found) return found;
  const framework = frameworkFor(library, pack, primary);
  const made = { framework, rows: pack.findings.map((finding) => findingRow(library, pack, framework, finding)) };
  known.set(key, made);
  return made;
}
