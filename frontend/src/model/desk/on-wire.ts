import type { CaseRecord } from '../../../../shared/cases/case.ts';
import { toWire } from '../../../../shared/cases/wire.ts';

/** A base changes only when the server has taken something: what it looks like on the wire is worked out once. */
const wireOf = new WeakMap<CaseRecord, object>();

export function onWire(record: CaseRecord): object {
  const known = wireOf.get(record) ?? toWire(record);
  wireOf.set(record, known);
  return known;
}
