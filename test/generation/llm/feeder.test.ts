import { expect, test } from 'vitest';
import { feeder } from '../../../shared/generation/llm/feeder.ts';

const outline = (finding: string): string =>
  `{"history":{"present":["${finding}"],"absent":[]},"physical_exam":{"present":["pallor"],"absent":[]},"diagnostic_workup":{"present":["tr`;
const differential = (name: string): string =>
  `{"systems":[{"name":"Cardiac","groups":[{"name":"Coronary","diagnoses":[{"name":"${name}","icd10":null,"percent":100,"is_primary":true}]}]}],"descriptions":["a`;

test('a new try takes the place of the one that failed', () => {
  const wanted: string[] = [];
  const feed = feeder({
    want: (findings, leaves) => wanted.push(`${findings.join('+')} | ${leaves.join('+')}`),
    rows: async () => [],
  });
  feed.onDifferential(differential('a rather long first name'));
  feed.onOutline(outline('a finding of the first try'));
  expect(wanted).toContain('a finding of the first try | a rather long first name');
  wanted.length = 0;
  feed.onOutline('{');
  feed.onDifferential('{');
  feed.onDifferential(differential('Second'));
  feed.onOutline(outline('second'));
  expect(wanted).toContain('second | Second');
  expect(wanted.join()).not.toMatch(/first/);
});
