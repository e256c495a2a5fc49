import type { CaseRecord } from '../cases/case.ts';
import { type DerivedRatio, ratiosAt } from '../cases/derive.ts';
import type { RatioPatch } from '../cases/edits/lists.ts';
import type { Finding } from '../cases/finding.ts';
import { type BucketView, bucketsOf, type TierLevel } from '../cases/framework.ts';
import { gatherProblems, type Problems } from '../cases/seed/problems.ts';
import { featureOf, firstHeading, ratioText } from '../exports/lr-matrix.ts';
import { cellText, plainText } from '../exports/plain-text.ts';
import { readCsv } from './read-csv.ts';

/** A cell, and where it stands. */
export type PlacedRatio = { readonly place: string; readonly patch: RatioPatch };

/**
 * The companion simulator's matrix read back against the case that it is of: every finding with a state has a row, every
 * bucket of the tier a column. What does not fit is named by row and column, as a spreadsheet counts them. Cells that say
 * what was exported, rounded as it was, come back at full precision and change nothing.
 */
export function readLrMatrix(text: string, record: CaseRecord, tier: TierLevel): PlacedRatio[] {
  const [header = [], ...lines] = readCsv(text);
  const problems = gatherProblems();
  const columns = columnsOf(header, bucketsOf(record.framework, tier), tier, problems);
  const rows = rowsOf(lines, record, problems);
  problems.throwIfAny();
  const present = new Map(ratiosAt(record, tier).map((ratio) => [`${ratio.finding.id} ${ratio.bucket.id}`, ratio]));
  const patches = rows.flatMap(({ finding, cells, row }) =>
    columns.flatMap((bucket, i) => {
      const at = { path: `row ${row}, column ${i + 2}`, cell: (cells[i + 1] ?? '').trim(), bucket };
      const ratio = ratioIn(at, present.get(`${finding.id} ${bucket.id}`), problems);
      return ratio === undefined ? [] : [{ place: at.path, patch: patchOf(finding, bucket, tier, ratio) }];
    }),
  );
  problems.throwIfAny();
  return patches;
}

const normal = (text: string): string => plainText(text.replace(/^'(?=[=+\-@])/, '')).toLowerCase();

/** The buckets in the order of the file's columns. */
function columnsOf(header: readonly string[], buckets: readonly BucketView[], tier: TierLevel, problems: Problems): BucketView[] {
  const [first = '', ...names] = header;
  if (normal(first) !== firstHeading.toLowerCase())
    problems.say('row 1, column 1', `the header begins with "${firstHeading}", not "${first}"`);
  const byName = new Map(buckets.map((bucket) => [normal(cellText(bucket.name)), bucket]));
  const columns = names.flatMap((name, i) => {
    const bucket = byName.get(normal(name));
    if (!bucket) problems.say(`row 1, column ${i + 2}`, `"${name}" is no bucket of tier ${tier}`);
    else if (names.findIndex((other) => normal(other) === normal(name)) < i)
      problems.say(`row 1, column ${i + 2}`, `"${name}" stands there twice`);
    return bucket ?? [];
  });
  for (const bucket of buckets) if (!columns.includes(bucket)) problems.say('row 1', `there is no column for "${bucket.name}"`);
  return columns;
}

type Row = { readonly finding: Finding; readonly cells: readonly string[]; readonly row: number };

function rowsOf(lines: readonly (readonly string[])[], record: CaseRecord, problems: Problems): Row[] {
  const stated = record.findings.filter(({ present }) => present !== null);
  const exported = new Map(stated.map((finding) => [normal(featureOf(finding)), finding]));
  const seen = new Map<Finding, number>();
  const rows = lines.flatMap((cells, i): Row[] => {
    const row = i + 2;
    const [feature = ''] = cells;
    const finding = exported.get(normal(feature)) ?? askedBy(feature, stated);
    const first = finding && seen.get(finding);
    if (finding) seen.set(finding, first ?? row);
    if (finding && first === undefined) return [{ finding, cells, row }];
    problems.say(`row ${row}, column 1`, finding ? `"${feature}" is the same finding as row ${first}` : unknown(feature, record));
    return [];
  });
  for (const finding of stated)
    if (!seen.has(finding)) problems.say('row', `there is no row for "${featureOf(finding)}" (${finding.id})`);
  return rows;
}

const prefixes = /^(patient has|patient does not have|physical finding|test result): /;

/** The older system's files name a feature by what is asked. */
function askedBy(feature: string, findings: readonly Finding[]): Finding | undefined {
  const text = normal(feature);
  const saysAbsent = text.startsWith('patient does not have: ') || text.endsWith(' (absent)');
  const asked = text.replace(prefixes, '').replace(/ \(absent\)$/, '');
  return findings.find((finding) => normal(questionOf(finding)) === asked && saysAbsent === (finding.present === false));
}

function questionOf(finding: Finding): string {
  switch (finding.category) {
    case 'history':
      return finding.question;
    case 'physical_exam':
      return finding.examination;
    case 'diagnostic_workup':
      return finding.test;
  }
}

/** Why a row fits no finding: its state is another one, or nobody has said it, or there is no such finding. */
function unknown(feature: string, { findings }: CaseRecord): string {
  const text = normal(feature);
  for (const finding of findings) {
    const states = [true, false].map((present) => normal(featureOf({ ...finding, present })));
    if (!states.includes(text)) continue;
    if (finding.present === null) return `"${feature}": the case does not say yet whether the patient has it`;
    return `"${feature}" contradicts the case, in which ${finding.id} is ${finding.present ? 'present' : 'absent'}`;
  }
  return `"${feature}" is no finding of the case`;
}

type Cell = { readonly path: string; readonly cell: string; readonly bucket: BucketView };

function ratioIn({ path, cell, bucket }: Cell, present: DerivedRatio | undefined, problems: Problems): number | undefined {
  const now = present?.inForce;
  const ratio = /^\+?\d*\.?\d+(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
  if (ratio > 0 && ratio <= 1e6) return typeof now === 'number' && ratio === Number(ratioText(now)) ? now : ratio;
  problems.say(
    path,
    cell === '' ? `the cell for "${bucket.name}" is blank` : `"${cell}" for "${bucket.name}" is not a number above 0`,
  );
  return undefined;
}

const patchOf = (finding: Finding, bucket: BucketView, tier_level: TierLevel, likelihood_ratio: number): RatioPatch => ({
  feature_name: finding.finding,
  feature_category: finding.category,
  diagnostic_bucket: bucket.name,
  tier_level,
  likelihood_ratio,
  feature_id: finding.id,
  bucket_id: bucket.id,
});
