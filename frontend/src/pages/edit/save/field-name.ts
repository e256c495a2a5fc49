import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import { percent } from '../../../ui/numbers.ts';

/** A field's key (`findings.h3.question`, `likelihoods.h3.d2`) as a teacher would say it. */
export function fieldName(field: string, { findings, framework }: CaseRecord): string {
  const [kind = '', id = '', part = ''] = field.split('.');
  const finding = findings.find((one) => one.id === id)?.finding ?? id;
  const bucket = (wanted: string): string =>
    [...framework.tier1, ...framework.tier2, ...framework.leaves].find((one) => one.id === wanted)?.name ?? wanted;
  if (kind === 'findings') return `${finding}: ${part.replaceAll('_', ' ')}`;
  if (kind === 'likelihoods') return `${finding}, given ${bucket(part)}`;
  if (kind === 'buckets') return `${bucket(id)}: ${part.replaceAll('_', ' ')}`;
  if (kind === 'door_chart') return `Door chart: ${(part || id).replaceAll('_', ' ')}`;
  return kind.replaceAll('_', ' ');
}

/** A value of either side: words as they are, a likelihood as a percentage, longer things by their content. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'object' && 'probability' in value && typeof value.probability === 'number')
    return percent(value.probability);
  if (typeof value === 'boolean') return value ? 'present' : 'absent';
  if (typeof value === 'string' || typeof value === 'number') return `${value}`;
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return Object.entries(value)
    .map(
      ([key, inner]) =>
        `${key}: ${typeof inner === 'object' && inner !== null && 'prior' in inner ? percent(Number(inner.prior)) : shown(inner)}`,
    )
    .slice(0, 12)
    .join(', ');
}
