import type { CaseRecord } from '../../cases/case.ts';
import { cellsOf } from '../../cases/derive.ts';
import { AppError } from '../../errors.ts';
import { citationsOf } from './citations.ts';
import type { Library } from './library.ts';
import { rowInCase } from './matrix.ts';
import { packFindingOf, packFor, placesIn } from './recognise.ts';

/**
 * The library's likelihoods for the findings and leaves of a case that it knows. Others keep what they have, and published
 * figures are met around them.
 */
export function likelihoodsAnew(
  library: Library,
  record: CaseRecord,
): Pick<CaseRecord, 'likelihoods' | 'citations' | 'generation'> {
  const { findings, framework } = record;
  const pack = packFor(library, record);
  const places = pack && placesIn(library, pack, framework);
  const known = new Map(
    findings.flatMap((finding) => {
      const own = pack && packFindingOf(pack, finding);
      return own ? [[finding.id, own] as const] : [];
    }),
  );
  if (!pack || !places?.some((place) => place !== undefined) || known.size === 0) throw knowsNothing();
  const likelihoods = Object.fromEntries(
    findings.map(({ id }) => {
      const finding = known.get(id);
      const before = cellsOf(record, id);
      const cells = finding ? rowInCase(library, pack, framework, places, finding, (leaf) => before[leaf]).cells : before;
      return [id, Object.fromEntries(framework.leaves.flatMap((leaf, i) => (cells[i] ? [[leaf.id, cells[i]]] : [])))];
    }),
  );
  return { likelihoods, citations: citationsOf(library, { framework, likelihoods }), generation: record.generation };
}

function knowsNothing(): AppError {
  const message = 'the built-in library knows neither findings nor diagnoses of this case; choose a language model';
  return new AppError('invalid-request', `model: ${message}.`, { errors: [{ path: 'model', message }] });
}
