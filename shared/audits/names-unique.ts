import { bucketsOf, tierLevels } from '../cases/framework.ts';
import type { Audit } from './audit.ts';
import { nameField, placed } from './pointers.ts';

/** The companion simulator cuts bucket names at 15 characters. */
const cut = 15;

const groupsOf = <T>(items: readonly T[], key: (item: T) => string): T[][] =>
  [...Map.groupBy(items, key).values()].filter((group) => group.length > 1);

export const namesShare15: Audit = ({ framework }) =>
  tierLevels.flatMap((tier) => {
    const buckets = bucketsOf(framework, tier).map(({ name }, index) => ({ name, index }));
    return groupsOf(buckets, ({ name }) => name.trim().toLowerCase().slice(0, cut)).map((group) => ({
      id: 'names-share-15',
      severity: 'warning' as const,
      sentence: `The companion simulator cuts names at ${cut} characters and cannot tell ${group.map(({ name }) => `“${name}”`).join(' and ')} apart in tier ${tier}; rename one.`,
      fields: group.map(({ index }) => `/diagnostic_framework/${tier - 1}/buckets/${index}/name`),
    }));
  });

/** Exports know a finding by its name alone. */
export const featureNamesNotUnique: Audit = ({ findings }) =>
  groupsOf(placed(findings), ({ finding }) => finding.finding.trim().toLowerCase()).map((group) => ({
    id: 'feature-names-not-unique',
    severity: 'warning' as const,
    sentence: `“${group[0]?.finding.finding}” is the name of ${group.length} findings; exports know a finding by its name alone, so rename or remove one.`,
    fields: group.map(nameField),
  }));
