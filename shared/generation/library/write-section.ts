import type { CaseRecord } from '../../cases/case.ts';
import type { SectionOrder } from '../../cases/ports.ts';
import { categoryOf, type TextSection } from '../../cases/sections.ts';
import { AppError } from '../../errors.ts';
import type { Library } from './library.ts';
import { seededRandom } from './random.ts';
import { recognise } from './recognise.ts';
import { castOf } from './sections/cast.ts';
import { findingsAnew } from './sections/findings.ts';
import { isSafeFor } from './sections/safe.ts';
import { textAnew } from './sections/texts.ts';

/** One section of a case from the built-in library: the same case, seed and section give the same words. */
export function writeSection(library: Library, record: CaseRecord, { section, instruction, seed, kept }: SectionOrder) {
  if (instruction !== undefined)
    throw refused('instruction', 'a language model is needed to follow it; the built-in library draws by chance');
  const place = recognise(library, record);
  if (!place)
    throw refused(
      'section',
      'the built-in library does not know the complaint and the primary diagnosis of this case; choose a language model',
    );
  const random = seededRandom([record.description, place.known.id, section, seed].join('\n'));
  const scene = { library, record, place, cast: castOf(record, place, random), isSafe: isSafeFor(record), random };
  const category = categoryOf(section);
  return category ? findingsAnew({ ...scene, category, kept }) : textAnew(section as TextSection, scene);
}

const refused = (path: string, message: string): AppError =>
  new AppError('invalid-request', `${path}: ${message}.`, { errors: [{ path, message }] });
