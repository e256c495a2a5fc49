import { AppError } from '../../../errors.ts';
import type { ReadDescription } from '../description/read-description.ts';
import type { Leaf } from '../pack.ts';
import { between } from '../random.ts';
import type { Patient } from '../sampling/eligible.ts';
import type { Random } from '../template.ts';

/** Age and sex as the author said; else drawn from those that the diagnosis usually has. */
export function drawPatient(leaf: Leaf, said: ReadDescription, random: Random): Patient {
  const sex = said.sex ?? (random() < leaf.female ? 'female' : 'male');
  const impossible = (leaf.female === 0 && sex === 'female') || (leaf.female === 1 && sex === 'male');
  if (impossible) {
    const message = `this diagnosis does not occur in a ${sex} patient, and the description says ${sex}`;
    throw new AppError('invalid-request', `The description and the diagnosis contradict each other: ${message}.`, {
      errors: [{ path: 'description', message }],
    });
  }
  const [low, high] = leaf.ages;
  // Two draws, so that the middle of the range is commoner than its ends.
  const drawn = (between(low, high, random) + between(low, high, random)) / 2;
  const age = said.age ?? (drawn < 2 ? Math.max(1, Math.round(drawn * 12)) / 12 : Math.round(drawn));
  return { age, sex };
}
