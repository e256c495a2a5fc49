import type { ReadDescription } from './description/read-description.ts';
import { type KnownDiagnosis, leafOf } from './library.ts';
import type { Pack } from './pack.ts';

/** What the author should know about how the order was read. */
export function notesOn(known: KnownDiagnosis, pack: Pack, matched: boolean, said: ReadDescription): string[] {
  const [youngest, oldest] = leafOf(pack, known.id).ages;
  const named = pack.findings
    .filter(({ id }) => said.findings.has(id))
    .map(({ id, name }) => `${name} (${said.findings.get(id) ? 'present' : 'absent'})`);
  return [
    `Diagnosis read as “${known.name}” (${known.icd10}).`,
    matched
      ? `Told under the complaint “${pack.complaint}”.`
      : `The description names no complaint that the library tells this diagnosis under; “${pack.complaint}” was used.`,
    ...(said.age !== undefined && (said.age < youngest || said.age > oldest)
      ? [
          `The library writes this diagnosis for patients from ${years(youngest)} to ${years(oldest)}; read the wording with the age you gave in mind.`,
        ]
      : []),
    ...(named.length > 0 ? [`Taken from the description: ${named.join(', ')}.`] : []),
  ];
}

const years = (age: number): string => (age < 2 ? `${Math.round(age * 12)} months` : `${age} years`);
