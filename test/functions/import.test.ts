import type { HttpResponseInit } from '@azure/functions';
import functions from '@azure/functions';
import { beforeEach, describe, expect, test } from 'vitest';
import { casesImportPost } from '../../functions/cases-import-post.ts';
import { medicalCaseSchemaGet } from '../../functions/medical-case-schema-get.ts';
import { sessionHistoryGet } from '../../functions/session-history-get.ts';
import type { CaseRecord } from '../../shared/cases/case.ts';
import type { Deps } from '../../shared/deps.ts';
import { AppError } from '../../shared/errors.ts';
import { caseJson } from '../../shared/exports/case-json.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { outputFiles } from '../../shared/exports/output-files.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, headerOf, request, signIn } from '../helpers/requests.ts';

const record = caseRecord();
const file = () => JSON.parse(caseJson(record));
const csv = lrMatrixCsv(record, 2);

let deps: Deps;
let written: string[];
beforeEach(async () => {
  deps = fakeDeps();
  await deps.cases.save(record);
  await keepDraft(deps.sessions, 'draft-1', record);
  written = [];
  deps = {
    ...deps,
    sessions: watched(deps.sessions, ['create', 'write', 'remove']),
    cases: watched(deps.cases, ['save', 'finalize', 'retire']),
  };
});

/** Notes every write, so that a refusal can be shown to have written nothing. */
function watched<T extends object>(store: T, writes: readonly (keyof T & string)[]): T {
  const entries = writes.map((name) => {
    const write = store[name] as (...given: unknown[]) => unknown;
    const noted = (...given: unknown[]): unknown => {
      written.push(name);
      return write.apply(store, given);
    };
    return [name, noted] as const;
  });
  return { ...store, ...Object.fromEntries(entries) };
}

const send = (body: unknown, query = '', type = 'application/json'): Promise<HttpResponseInit> =>
  casesImportPost(
    request(`/cases/import${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    context(),
    deps,
  );
const sendCsv = (text: string, query = '?tier_level=2&session_id=draft-1') => send(text, query, 'text/csv; charset=utf-8');
const draftRecord = async (id: unknown): Promise<CaseRecord | undefined> => (await deps.sessions.find(String(id)))?.record;

describe('a case file', () => {
  test('becomes a draft, answered like a preview', async () => {
    const reply = await send(file());
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toMatchObject({
      session_id: 'session-1',
      version: 1,
      editing: { enabled: true },
      moved: [],
      notes: [],
      title: record.title,
    });
    expect(headerOf(reply, 'etag')).toBe('"1"');
    expect(await draftRecord('session-1')).toEqual(record);
  });

  test('becomes a case where it is asked for', async () => {
    const reply = await send(file(), '?as=case');
    expect(bodyOf(reply)).toMatchObject({ case_id: 2, version: 1, moved: [] });
    expect((await deps.cases.find(2))?.record).toEqual(record);
    expect(written).toEqual(['finalize']);
  });

  test('with a blocking problem needs a reason to become a case', async () => {
    const broken = file();
    broken.case.case_details.diagnostic_workup[0].result = '';
    expect(bodyOf(await send({ ...broken, as: 'case' }))).toMatchObject({ status: 422, audits: [{ severity: 'blocking' }] });
    expect(written).toEqual([]);
    expect((await send({ ...broken, as: 'case', override_reason: 'the result comes by phone' })).status).toBe(200);
    expect((await deps.cases.versions(2))[0]?.override?.reason).toBe('the result comes by phone');
  });

  test('is shown whole when the session store is down', async () => {
    const create = async (): Promise<never> => {
      throw new AppError('dependency-down', 'away', { dependency: 'redis' });
    };
    deps = { ...deps, sessions: { ...deps.sessions, create } };
    expect(bodyOf(await send(file()))).toMatchObject({ session_id: null, editing: { enabled: false }, title: record.title });
  });

  test('has its schema at an address of its own', async () => {
    const reply = await medicalCaseSchemaGet(
      request('/schemas/medical-case.json', { headers: { authorization: '' } }),
      context(),
      deps,
    );
    expect(headerOf(reply, 'content-type')).toContain('application/schema+json');
    expect(bodyOf(reply)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Medical case' });
  });
});

describe('the older system’s files', () => {
  test('become a draft with what has been inferred', async () => {
    const { feature_likelihood_ratios_by_tier_json: _, ...files } = outputFiles(record, 7);
    const body = bodyOf(await send(files));
    expect(body).toMatchObject({
      session_id: 'session-1',
      moved: [],
      title: record.title,
      primary_aliases: record.primaryAliases,
    });
  });
});

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

describe('what cannot be read writes nothing', () => {
  const { feature_likelihood_ratios_by_tier_json: byTier, ...files } = outputFiles(record, 7);
  const withRatio = (value: unknown) => {
    const copy = { ...files, feature_likelihood_ratios_by_tier_json: JSON.parse(JSON.stringify(byTier)) };
    const [feature] = Object.values<Record<string, unknown>>(copy.feature_likelihood_ratios_by_tier_json.tier_3.history);
    if (feature) feature[Object.keys(feature)[0] ?? ''] = value;
    return copy;
  };
  test.each<[string, unknown, number, RegExp | undefined]>([
    ['malformed JSON', '{"format":', 400, undefined],
    ['a truncated file', caseJson(record).slice(0, 5000), 400, undefined],
    ['nothing', '', 400, undefined],
    ['a list', [], 422, /body/],
    ['another format', { ...file(), format: 'zip' }, 422, /^format$/],
    ['a later version', { ...file(), version: 2 }, 422, /^version$/],
    [
      'NUL in a text',
      {
        ...file(),
        case: {
          ...file().case,
          case_details: { ...file().case.case_details, door_chart: { ...file().case.case_details.door_chart, name: 'A\0' } },
        },
      },
      422,
      /door_chart\.name$/,
    ],
    ['a case without a part', { ...file(), case: { ...file().case, case_details: undefined } }, 422, /^case\.case_details$/],
    [
      'a number that is text',
      {
        ...file(),
        case: {
          ...file().case,
          feature_likelihood_ratios: [{ ...file().case.feature_likelihood_ratios[0], likelihood_ratio: '2' }],
        },
      },
      422,
      /^case\.feature_likelihood_ratios\.0\.likelihood_ratio$/,
    ],
    ['a ratio of 0 in the old files', withRatio(0), 422, /^feature_likelihood_ratios_by_tier_json\.tier_3\.history\..+\..+/],
    ['a negative ratio in the old files', withRatio(-1), 422, /^feature_likelihood_ratios_by_tier_json\.tier_3\.history/],
    ['text in the old files', withRatio('high'), 422, /^feature_likelihood_ratios_by_tier_json\.tier_3\.history/],
    [
      'an unknown feature in the old files',
      {
        ...files,
        feature_likelihood_ratios_json: {
          ...files.feature_likelihood_ratios_json,
          history: { ...files.feature_likelihood_ratios_json.history, wings: { Migraine: 2 } },
        },
      },
      422,
      /^feature_likelihood_ratios_json\.history\.wings/,
    ],
    ['old files without priors', { ...files, a_priori_probabilities_json: undefined }, 422, /^a_priori_probabilities_json/],
    ['old files without ratios', { ...files, feature_likelihood_ratios_json: undefined }, 422, /^feature_likelihood_ratios_json/],
  ])('%s', async (_, body, status, path) => {
    const reply = bodyOf(await send(body));
    expect(reply.status).toBe(status);
    if (path)
      expect(
        reply.errors?.some((error) => path.test(error.path)),
        JSON.stringify(reply.errors),
      ).toBe(true);
    expect(written).toEqual([]);
  });

  test.each(['application/json', 'text/csv'])('50 MB of %s: 413 without reading it all', async (type) => {
    let sent = 0;
    const megabyte = new Uint8Array(1024 * 1024).fill(97);
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++;
        if (sent > 50) controller.close();
        else controller.enqueue(megabyte);
      },
    });
    const asked = new functions.HttpRequest({
      method: 'POST',
      url: 'http://127.0.0.1/cases/import?session_id=draft-1',
      headers: { authorization: signIn('educator', 'right'), 'content-type': type },
      body: { stream: endless },
    } as ConstructorParameters<typeof functions.HttpRequest>[0]);
    Object.defineProperty(asked, 'body', { value: endless });
    const reply = await casesImportPost(asked, context(), deps);
    expect(bodyOf(reply)).toMatchObject({ status: 413, code: 'payload-too-large' });
    expect(sent).toBeLessThan(6);
    expect(written).toEqual([]);
  });

  test('50 MB that are announced are not read at all', async () => {
    const asked = request('/cases/import', { method: 'POST', headers: { 'content-length': `${50 * 1024 * 1024}` }, body: '{}' });
    expect((await casesImportPost(asked, context(), deps)).status).toBe(413);
  });
});
