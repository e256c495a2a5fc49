import { beforeEach, describe, expect, test } from 'vitest';
import { sessionHistoryGet } from '../../../functions/session-history-get.ts';
import { lrMatrixCsv } from '../../../shared/exports/lr-matrix-csv.ts';
import { bodyOf, context, request } from '../../helpers/requests.ts';
import { csv, deps, draftRecord, openDoor, record, send, sendCsv, written } from './door.ts';

beforeEach(openDoor);

describe('an LR matrix', () => {
  const changed = (from = csv, row = 1, column = 1, to = '1.37'): string => {
    const lines = from.split('\r\n');
    const cells = lines[row]?.split(',') ?? [];
    cells[column] = to;
    lines[row] = cells.join(',');
    return lines.join('\r\n');
  };

  test('as it was exported changes nothing', async () => {
    const body = bodyOf(await sendCsv(csv));
    expect(body).toMatchObject({ session_id: 'draft-1', version: 1, moved: [] });
    expect(written).toEqual([]);
    expect(await draftRecord('draft-1')).toEqual(record);
  });

  test('with a changed cell is an edit of the draft, and can be undone', async () => {
    const body = bodyOf(await sendCsv(changed()));
    expect(body).toMatchObject({ version: 2 });
    const history = bodyOf(await sessionHistoryGet(request('/x', { params: { session_id: 'draft-1' } }), context(), deps));
    expect(history).toMatchObject({ can_undo: true, revisions: [{ kind: 'edited' }, {}] });
  });

  test('that contradicts itself is fitted, and what moved is told', async () => {
    const lines = csv.split('\r\n');
    const width = (lines[0]?.match(/,/g) ?? []).length;
    lines[1] = [lines[1]?.split(',')[0], ...Array.from({ length: width }, () => '3.00')].join(',');
    const { moved } = bodyOf(await sendCsv(lines.join('\r\n'))) as { moved: { asked: number; got: number }[] };
    expect(moved.filter(({ asked }) => asked === 3).length).toBeGreaterThan(0);
  });

  test('of a saved case opens it as a draft, or saves its next version', async () => {
    expect(bodyOf(await sendCsv(changed(), '?tier_level=2&case_id=1'))).toMatchObject({ session_id: 'session-1', version: 1 });
    expect((await deps.sessions.find('session-1'))?.origin).toEqual({ caseId: 1, version: 1 });
    const saved = bodyOf(await send({ lr_matrix_csv: changed(), tier_level: 2, case_id: 1, as: 'case' }));
    expect(saved).toMatchObject({ case_id: 1, version: 2 });
  });

  test('of another tier, and in JSON', async () => {
    for (const tier of [1, 3] as const)
      expect(
        bodyOf(await send({ lr_matrix_csv: lrMatrixCsv(record, tier), tier_level: tier, session_id: 'draft-1' })),
      ).toMatchObject({ version: 1 });
  });

  test('may name features by what is asked, as the older system does', async () => {
    const asked = record.findings.find(({ category, present }) => category === 'history' && present);
    if (asked?.category !== 'history') throw new Error('no history finding is present');
    const [before, after] = [asked.finding, asked.question].map((text) => `Patient Has: ${text.toLowerCase()}`);
    const renamed = csv
      .split('\r\n')
      .map((line) => (line.startsWith(before ?? '') ? line.replace(before ?? '', `"${after}"`) : line))
      .join('\r\n');
    expect(renamed).not.toBe(csv);
    expect(bodyOf(await sendCsv(renamed))).toMatchObject({ version: 1, moved: [] });
  });

  const lines = csv.split('\r\n');
  const [header = '', first = ''] = lines;
  const feature = first.split(',')[0] ?? '';
  const state = feature.startsWith('Patient does not have')
    ? feature.replace('does not have', 'Has')
    : feature.replace('Patient Has', 'Patient does not have');
  test.each<[string, string, string, RegExp]>([
    ['a wrong first heading', csv.replace('Feature', 'Finding'), 'row 1, column 1', /begins with "Feature"/],
    ['an unknown bucket', changed(csv, 0, 2, 'Zanzibar'), 'row 1, column 3', /no bucket of tier 2/],
    ['a bucket twice', changed(csv, 0, 2, header.split(',')[1]), 'row 1, column 3', /twice/],
    [
      'a missing column',
      csv
        .split('\r\n')
        .map((line) => line.replace(/,[^,]*$/, ''))
        .join('\r\n'),
      'row 1',
      /no column for/,
    ],
    ['a zero', changed(csv, 3, 2, '0'), 'row 4, column 3', /not a number above 0/],
    ['a negative', changed(csv, 3, 2, '-1.5'), 'row 4, column 3', /"-1.5"/],
    ['text in a cell', changed(csv, 3, 2, 'high'), 'row 4, column 3', /"high"/],
    ['a decimal comma', changed(csv, 3, 2, '"1,5"'), 'row 4, column 3', /"1,5"/],
    ['an infinite number', changed(csv, 3, 2, '1e999'), 'row 4, column 3', /1e999/],
    ['a blank cell', changed(csv, 3, 2, ''), 'row 4, column 3', /blank/],
    [
      'a feature twice',
      [...lines.slice(0, -1), lines[1], ''].join('\r\n'),
      `row ${lines.length}, column 1`,
      /same finding as row 2/,
    ],
    [
      'an unknown feature',
      [...lines.slice(0, -1), changed(lines[1] ?? '', 0, 0, 'Patient Has: wings'), ''].join('\r\n'),
      `row ${lines.length}, column 1`,
      /no finding/,
    ],
    ['a missing row', [header, ...lines.slice(2)].join('\r\n'), 'row', /there is no row for/],
    ['another state than the case’s', csv.replace(feature, state), 'row 2, column 1', /contradicts the case/],
    [
      'a cell too few',
      changed(csv, 2, 1, '').replace(lines[4] ?? '', (lines[4] ?? '').replace(/,[^,]*$/, '')),
      'row 5',
      /columns/,
    ],
    ['cut off in a row', csv.slice(0, csv.length - 9), `row ${lines.length - 1}`, /columns|row/],
    ['cut off in a quoted cell', `${csv}"Patient Has: som`, 'row', /quoted cell/],
    ['semicolons', csv.replaceAll(',', ';'), 'row 1, column 1', /semicolons/],
    ['nothing', '\r\n', 'row 1', /empty/],
  ])('with %s is refused by row and column, and writes nothing', async (_, text, path, message) => {
    const body = bodyOf(await sendCsv(text));
    expect(body.status).toBe(422);
    expect(
      body.errors?.some((error) => error.path.startsWith(path) && message.test(error.message)),
      JSON.stringify(body.errors),
    ).toBe(true);
    expect(written).toEqual([]);
    expect(await draftRecord('draft-1')).toEqual(record);
  });

  test('whose one new number cannot be is refused with the range, by row and column', async () => {
    const body = bodyOf(await sendCsv(changed(csv, 2, 1, '900000')));
    expect(body).toMatchObject({ status: 422, feasible: { lowest: expect.any(Number), highest: expect.any(Number) } });
    expect(body.errors?.[0]?.path).toBe('row 3, column 2');
    expect(written).toEqual([]);
  });

  test.each([
    ['nothing to apply it to', '?tier_level=2', 422, 'session_id'],
    ['two', '?tier_level=2&session_id=draft-1&case_id=1', 422, 'session_id'],
    ['a tier that is none', '?tier_level=4&session_id=draft-1', 422, 'tier_level'],
    ['a draft that is to be a case', '?session_id=draft-1&as=case', 422, 'as'],
    ['a session that is gone', '?session_id=gone', 404, undefined],
    ['a case that is not there', '?case_id=99', 404, undefined],
  ])('for %s is refused', async (_, query, status, path) => {
    const body = bodyOf(await sendCsv(csv, query));
    expect(body.status).toBe(status);
    expect(body.errors?.[0]?.path).toBe(path);
    expect(written).toEqual([]);
  });
});
