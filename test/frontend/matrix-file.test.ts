import { expect, test } from 'vitest';
import { readMatrixFile } from '../../frontend/src/model/matrix-file.ts';
import { movedWords } from '../../frontend/src/ui/moved-words.ts';

const file = (content: string | Uint8Array<ArrayBuffer>, name = 'matrix.csv') => new File([content], name);
const csv = 'Feature,Ménière’s disease,Other\r\nPatient Has: vertigo,3.00,0.50\r\n';

test.each([
  ['case_12_lr_matrix_tier_3.csv', 3],
  ['case_draft_lr_matrix_tier_1 (2).csv', 1],
  ['Matrix Tier 2 final.csv', 2],
  ['tier_12.csv', undefined],
  ['matrix.csv', undefined],
])('%s is of tier %s', async (name, tier) => {
  expect(await readMatrixFile(file(csv, name))).toEqual({ name, text: csv, tier });
});

test('accents are read from UTF-8, with its mark or without, and from the code page of Windows', async () => {
  const mark = new Uint8Array([0xef, 0xbb, 0xbf]);
  const marked = new Uint8Array([...mark, ...new TextEncoder().encode(csv)]);
  expect((await readMatrixFile(file(marked))).text).toBe(csv);
  const onWindows = Uint8Array.from(csv, (letter) => (letter === '’' ? 0x92 : letter.charCodeAt(0)));
  expect((await readMatrixFile(file(onWindows))).text).toBe(csv);
});

test.each([
  ['nothing', file(''), '“matrix.csv” is empty.'],
  ['blanks', file(' \r\n\r\n'), /is empty/],
  ['a workbook', file(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'matrix.xlsx'), /is a workbook\. Save its sheet as CSV/],
  ['a case file', file('{"format": "medical-case"}', 'case.json'), /is JSON\. Case files are imported on the page “Cases”/],
  ['a picture', file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff])), /is not a CSV file/],
  ['something large', file('1'.repeat(2 * 1024 * 1024 + 1)), /is larger than 2 MB/],
])('%s is refused in words', async (_, given, words) => {
  await expect(readMatrixFile(given)).rejects.toThrow(words);
});

test('an LR that moved is told with as many digits as tell it apart', () => {
  const moved = { feature_name: 'vertigo', diagnostic_bucket: 'Other', tier_level: 2 };
  expect(movedWords({ ...moved, asked: 3, got: 2.4567 })).toMatch(/^LR of vertigo for Other: 3\.00 in the file, 2\.46 here/);
  expect(movedWords({ ...moved, asked: 0.05, got: 0.0512 })).toMatch(/0\.050 in the file, 0\.051 here/);
});
