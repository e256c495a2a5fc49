import { describe, expect, test } from 'vitest';
import { toWire } from '../../../shared/cases/wire.ts';
import { libraryCases } from '../../exports/library-cases.ts';
import { caseRecord } from '../../helpers/record.ts';
import { rebuilt, sender } from './rebuilt.ts';

describe('a case with our own fields', () => {
  test('is the same record', () => {
    for (const { record } of libraryCases(40)) {
      const { record: again, moved, notes } = rebuilt(toWire(record));
      expect(again).toEqual(record);
      expect([moved, notes]).toEqual([[], []]);
    }
  });

  test('may come with the time that a reply took', () => {
    const wire = toWire(caseRecord());
    expect(rebuilt({ ...wire, generation: { ...wire.generation, elapsed_ms: 4 } }).record).toEqual(caseRecord());
  });

  test('whose client changed one LR keeps the sources of what stayed', () => {
    const record = caseRecord();
    const wire = toWire(record);
    const changed = wire.feature_likelihood_ratios.findIndex(({ tier_level, present }) => tier_level === 3 && present);
    const rows = wire.feature_likelihood_ratios.map((row, i) =>
      i === changed ? { ...row, likelihood_ratio: row.likelihood_ratio * 1.2 } : row,
    );
    const feature = rows[changed]?.feature_id ?? '';
    const { record: again } = rebuilt({ ...wire, feature_likelihood_ratios: rows });
    const { [feature]: own, ...others } = again.likelihoods;
    const { [feature]: before, ...othersBefore } = record.likelihoods;
    expect(others).toEqual(othersBefore);
    const touched = Object.entries(own ?? {}).filter(
      ([leaf, cell]) => cell !== before?.[leaf] && cell.provenance.source === 'author',
    );
    expect(touched.length).toBeGreaterThan(0);
    for (const [leaf, { provenance }] of touched) expect(provenance).toMatchObject({ ...sender, replaced: before?.[leaf] });
  });

  test('whose client changed a prior, not the LRs beside it, keeps its likelihoods', () => {
    const record = caseRecord();
    const wire = toWire(record);
    const [one, two] = record.framework.leaves.toSorted((a, b) => b.prior - a.prior);
    const framework = wire.diagnostic_framework.map((tier) =>
      tier.tier_level === 3
        ? {
            ...tier,
            a_priori_probabilities: {
              ...tier.a_priori_probabilities,
              [one?.name ?? '']: (one?.prior ?? 0) + 0.01,
              [two?.name ?? '']: (two?.prior ?? 0) - 0.01,
            },
          }
        : tier,
    );
    const { record: again, notes } = rebuilt({ ...wire, diagnostic_framework: framework });
    expect(again.likelihoods).toEqual(record.likelihoods);
    expect(again.framework.leaves.find(({ id }) => id === one?.id)).toMatchObject({
      prior: (one?.prior ?? 0) + 0.01,
      provenance: { source: 'author' },
    });
    expect(notes.every((note) => note.startsWith('Tier '))).toBe(true);
  });
});
