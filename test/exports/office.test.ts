import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyzePost } from '../../functions/analyze-post.ts';
import { type TierLevel, tierLevels } from '../../shared/cases/framework.ts';
import { lrMatrixExcel } from '../../shared/exports/lr-matrix-excel.ts';
import { zipOf } from '../../shared/exports/zip.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { officeMissing } from '../helpers/programs.ts';
import { bodyOf, context, post } from '../helpers/requests.ts';
import { libraryCases } from './library-cases.ts';
import { readCsv } from './read-matrix.ts';
import { unzip } from './read-workbook.ts';

const cases = libraryCases(3);
const every = cases.flatMap(({ name, record }, i) =>
  tierLevels.map((tier) => ({ name, record, tier, file: `case${i}tier${tier}` })),
);

/** The workbook with the formulas' values taken out, so that whoever opens it has to reckon them. */
async function withoutValues(xlsx: Uint8Array): Promise<Buffer> {
  async function* parts() {
    for (const [name, content] of unzip(Buffer.from(xlsx))) {
      const bytes = Buffer.from(content.replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, '$1'));
      yield { name, savedAt: new Date(0), packs: true, bytes };
    }
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(parts())) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe.skipIf(officeMissing)(`LibreOffice${officeMissing ? ` (skipped: ${officeMissing})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcg-office-'));
  beforeAll(async () => {
    for (const { record, tier, file } of every)
      writeFileSync(join(folder, `${file}.xlsx`), await withoutValues(await lrMatrixExcel(record, tier)));
    // Commas, quotes, UTF-8, values as they are and not as shown, every sheet to a file of its own.
    const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
    const files = every.map(({ file }) => join(folder, `${file}.xlsx`));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', csv, '--outdir', folder, ...files], { stdio: 'ignore' });
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the values are gone from what it opens', async () => {
    const [first] = every;
    if (!first) throw new Error('no case');
    const xml = [...unzip(readFileSync(join(folder, `${first.file}.xlsx`))).values()].join('');
    expect(xml).toMatch(/<f>/);
    expect(xml).not.toMatch(/<\/f><v>/);
  });

  test.each(every)('reckons $name, tier $tier, as POST /analyze does', async ({ record, tier, file }) => {
    const deps = fakeDeps();
    await deps.cases.save(record);
    const analysis = bodyOf(await analyzePost(post('/analyze', { case_id: 1 }), context(), deps));
    const tiers = analysis.tiers as { tier_level: TierLevel; buckets: { name: string; prior: number; posterior: number }[] }[];
    const buckets = tiers.find(({ tier_level }) => tier_level === tier)?.buckets ?? [];
    const lines = readCsv(readFileSync(join(folder, `${file}-Bayes.csv`), 'utf8').replace(/\r?\n/g, '\r\n'));
    const from = lines.findIndex(([first]) => first === `Bucket (tier ${tier})`) + 1;
    expect(buckets.length).toBeGreaterThan(2);
    for (const [i, { prior, posterior }] of buckets.entries()) {
      const [, before, after] = lines[from + i] ?? [];
      expect(Math.abs(Number(before) - prior)).toBeLessThan(1e-6);
      expect(Math.abs(Number(after) - posterior)).toBeLessThan(1e-6);
    }
  });
});
