import type { CaseRecord, DoorChart, LikelihoodCell, Vitals } from './case.ts';
import type { Finding } from './finding.ts';
import type { Framework, LeafBucket } from './framework.ts';

/**
 * A record as fields that can be compared, merged and locked one by one: `title`, `door_chart.age`, `findings.h3.question`,
 * `buckets.g2.name`, `priors`, `likelihoods.h3.d2`. All priors are one field, because each edit of one moves the others.
 */
export type Fields = ReadonlyMap<string, unknown>;

const texts = {
  title: 'title',
  description: 'description',
  primary_diagnosis: 'primaryDiagnosis',
  primary_aliases: 'primaryAliases',
  presentation: 'presentation',
  patient_personality: 'patientPersonality',
  objectives: 'objectives',
  citations: 'citations',
  generation: 'generation',
} as const;

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function fieldsOf(record: CaseRecord): Fields {
  const { framework, findings, likelihoods, doorChart } = record;
  const fields = new Map<string, unknown>();
  for (const [key, name] of Object.entries(texts)) fields.set(key, record[name]);
  if (doorChart) {
    const { vitals, ...chart } = doorChart;
    for (const [name, value] of Object.entries(chart)) fields.set(`door_chart.${snake(name)}`, value);
    for (const [name, value] of Object.entries(vitals)) fields.set(`door_chart.vitals.${snake(name)}`, value);
  }
  fields.set(
    'finding_order',
    findings.map(({ id }) => id),
  );
  for (const { id, ...finding } of findings)
    for (const [name, value] of Object.entries(finding)) fields.set(`findings.${id}.${snake(name)}`, value);
  const tiers = [framework.tier1, framework.tier2, framework.leaves] as const;
  tiers.forEach((buckets, i) => {
    fields.set(
      `bucket_order.${i + 1}`,
      buckets.map(({ id }) => id),
    );
    for (const bucket of buckets) {
      fields.set(`buckets.${bucket.id}.name`, bucket.name);
      fields.set(`buckets.${bucket.id}.description`, bucket.description);
      if ('parentId' in bucket) fields.set(`buckets.${bucket.id}.parent_id`, bucket.parentId);
    }
  });
  fields.set('priors', Object.fromEntries(framework.leaves.map(({ id, prior, provenance }) => [id, { prior, provenance }])));
  fields.set('primary_leaf_id', framework.primaryLeafId);
  for (const [finding, row] of Object.entries(likelihoods))
    for (const [leaf, cell] of Object.entries(row)) fields.set(`likelihoods.${finding}.${leaf}`, cell);
  return fields;
}

/**
 * The record that fields describe. Ids that an order names but that have no fields are left out, those that no order names
 * come last, and a likelihood that is missing is the mean of its row, marked as not estimated: a merge may leave such gaps.
 */
export function recordFrom(fields: Fields): CaseRecord {
  const value = <T>(key: string): T => fields.get(key) as T;
  const framework = frameworkFrom(fields);
  const findings = idsIn(fields, 'findings', value('finding_order')).flatMap((id) => findingFrom(fields, id));
  return {
    title: value('title'),
    description: value('description'),
    primaryDiagnosis: value('primary_diagnosis'),
    primaryAliases: value('primary_aliases'),
    doorChart: doorChartFrom(fields),
    presentation: value('presentation'),
    patientPersonality: value('patient_personality'),
    objectives: value('objectives'),
    findings,
    framework,
    likelihoods: Object.fromEntries(findings.map(({ id }) => [id, rowFrom(fields, id, framework)])),
    citations: value('citations'),
    generation: value('generation'),
  };
}

/** Nobody has given a number: it moves nothing, and an audit asks for it. */
export const blankCell: LikelihoodCell = { probability: 0.5, provenance: { source: 'not_estimated' } };

function rowFrom(fields: Fields, finding: string, { leaves }: Framework): Record<string, LikelihoodCell> {
  const cells = leaves.map(({ id, prior }) => ({
    id,
    prior,
    cell: fields.get(`likelihoods.${finding}.${id}`) as LikelihoodCell | undefined,
  }));
  const known = cells.flatMap(({ cell, prior }) => (cell ? [{ probability: cell.probability, prior }] : []));
  const weight = known.reduce((sum, { prior }) => sum + prior, 0);
  const mean = known.reduce((sum, { probability, prior }) => sum + probability * prior, 0) / weight;
  const resting: LikelihoodCell = weight > 0 ? { ...blankCell, probability: mean } : blankCell;
  return Object.fromEntries(cells.map(({ id, cell }) => [id, cell ?? resting]));
}

const under = (fields: Fields, prefix: string): [name: string, value: unknown][] =>
  [...fields].flatMap(([key, value]): [string, unknown][] => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : []));

/** Ids that have fields of their own, in the order that is given; those it does not name come last. */
function idsIn(fields: Fields, kind: 'findings' | 'buckets', order: readonly string[]): string[] {
  const there = new Set([...fields.keys()].flatMap((key) => (key.startsWith(`${kind}.`) ? [key.split('.')[1] ?? ''] : [])));
  const listed = [...new Set(order)].filter((id) => there.has(id));
  return kind === 'buckets' ? listed : [...listed, ...[...there].filter((id) => !listed.includes(id))];
}

const findingFrom = (fields: Fields, id: string): Finding[] => {
  const parts = under(fields, `findings.${id}.`);
  return fields.has(`findings.${id}.category`)
    ? [{ id, ...Object.fromEntries(parts.map(([name, value]) => [camel(name), value])) } as Finding]
    : [];
};

function doorChartFrom(fields: Fields): DoorChart | null {
  const parts = under(fields, 'door_chart.');
  if (parts.length === 0) return null;
  const plain = parts.filter(([name]) => !name.startsWith('vitals.')).map(([name, value]) => [camel(name), value]);
  const vitals = under(fields, 'door_chart.vitals.').map(([name, value]) => [camel(name), value]);
  return { ...Object.fromEntries(plain), vitals: Object.fromEntries(vitals) as Vitals } as DoorChart;
}

function frameworkFrom(fields: Fields): Framework {
  const bucket = (id: string) => ({
    id,
    name: fields.get(`buckets.${id}.name`) as string,
    description: fields.get(`buckets.${id}.description`) as string,
  });
  const child = (id: string) => ({ ...bucket(id), parentId: fields.get(`buckets.${id}.parent_id`) as string });
  const [tier1 = [], tier2 = [], tier3 = []] = [1, 2, 3].map((tier) =>
    idsIn(fields, 'buckets', fields.get(`bucket_order.${tier}`) as string[]),
  );
  const priors = fields.get('priors') as Record<string, Pick<LeafBucket, 'prior' | 'provenance'>>;
  return {
    tier1: tier1.map(bucket),
    tier2: tier2.map(child),
    leaves: tier3.flatMap((id) => (priors[id] ? [{ ...child(id), ...priors[id] }] : [])),
    primaryLeafId: fields.get('primary_leaf_id') as string,
  };
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Fields that differ, or stand on one side only. */
export const changedFields = (before: Fields, after: Fields): string[] => [
  ...[...after].flatMap(([key, value]) => (same(before.get(key), value) && before.has(key) ? [] : [key])),
  ...[...before.keys()].filter((key) => !after.has(key)),
];

export const sameField = (key: string, a: Fields, b: Fields): boolean =>
  a.has(key) === b.has(key) && same(a.get(key), b.get(key));

/** Whether a lock covers a field: it names it, or something above it. */
export const covers = (lock: string, key: string): boolean => key === lock || key.startsWith(`${lock}.`);

/** `after` with every locked field as it was in `before`. A locked finding that is gone comes back with its likelihoods. */
export function withLocked(before: CaseRecord, after: CaseRecord, locks: readonly string[]): CaseRecord {
  if (locks.length === 0) return after;
  const [old, next] = [fieldsOf(before), new Map(fieldsOf(after))];
  const isLocked = (key: string): boolean => locks.some((lock) => covers(lock, key));
  const kept = [...old].filter(([key]) => isLocked(key));
  const returning = kept.flatMap(([key]) => {
    const [, id] = /^findings\.([^.]+)\./.exec(key) ?? [];
    return id !== undefined && !next.has(`findings.${id}.category`) ? [id] : [];
  });
  for (const id of new Set(returning))
    for (const [key, value] of old) if (covers(`findings.${id}`, key) || covers(`likelihoods.${id}`, key)) next.set(key, value);
  for (const key of [...next.keys()]) if (isLocked(key) && !old.has(key)) next.delete(key);
  for (const [key, value] of kept) next.set(key, value);
  return recordFrom(next);
}
