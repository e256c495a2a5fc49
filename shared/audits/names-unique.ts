import { bucketsOf, tierLevels } from '../cases/framework.ts';
import type { Audit, Repair } from './audit.ts';
import { nameField, placed } from './pointers.ts';

/** The companion simulator cuts bucket names at 15 characters. */
const cut = 15;

const groupsOf = <T>(items: readonly T[], key: (item: T) => string): T[][] =>
  [...Map.groupBy(items, key).values()].filter((group) => group.length > 1);

export const namesShare15: Audit = ({ framework }) =>
  tierLevels.flatMap((tier) => {
    const buckets = bucketsOf(framework, tier).map(({ id, name }, index) => ({ id, name, index }));
    return groupsOf(buckets, ({ name }) => asCut(name)).map((group) => {
      const repair = renamed(group, buckets);
      return {
        id: 'names-share-15',
        severity: 'warning' as const,
        sentence: `The companion simulator cuts names at ${cut} characters and cannot tell ${group.map(({ name }) => `“${name}”`).join(' and ')} apart in tier ${tier}; rename one.`,
        fields: group.map(({ index }) => `/diagnostic_framework/${tier - 1}/buckets/${index}/name`),
        ...(repair ? { repair } : {}),
      };
    });
  });

const asCut = (name: string): string => name.trim().toLowerCase().slice(0, cut);

type Named = { readonly id: string; readonly name: string };

/**
 * As an index turns names: the words in which they differ go to the front, "Skin, other disorders of the". The first keeps
 * its name; nothing is suggested where names differ in no word, or the turned ones clash again.
 */
function renamed(group: readonly Named[], all: readonly Named[]): Repair | undefined {
  const words = group.map(({ name }) => name.trim().split(/\s+/));
  const shared = words[0]?.findIndex((word, i) => words.some((other) => other[i] !== word)) ?? -1;
  if (shared < 1 || words.some(({ length }) => length <= shared)) return undefined;
  const turned = group.slice(1).map(({ id, name }, i) => {
    const own = words[i + 1] ?? [];
    const [front, back] = [own.slice(shared).join(' '), own.slice(0, shared).join(' ')];
    return {
      id,
      name,
      next: `${front[0]?.toUpperCase() ?? ''}${front.slice(1)}, ${back[0]?.toLowerCase() ?? ''}${back.slice(1)}`,
    };
  });
  const others = all.filter(({ id }) => !turned.some((one) => one.id === id)).map(({ name }) => name);
  const names = [...others, ...turned.map(({ next }) => next)].map(asCut);
  if (new Set(names).size < names.length) return undefined;
  return {
    label: turned.map(({ name, next }) => `Rename “${name}” to “${next}”`).join(', '),
    operations: turned.map(({ id, next }) => ({ op: 'rename-bucket', bucket_id: id, name: next })),
  };
}

/** Exports know a finding by its name alone. */
export const featureNamesNotUnique: Audit = ({ findings }) =>
  groupsOf(placed(findings), ({ finding }) => finding.finding.trim().toLowerCase()).map((group) => ({
    id: 'feature-names-not-unique',
    severity: 'warning' as const,
    sentence: `“${group[0]?.finding.finding}” is the name of ${group.length} findings; exports know a finding by its name alone, so rename or remove one.`,
    fields: group.map(nameField),
  }));
