import functions from '@azure/functions';
import { beforeEach, describe, expect, test } from 'vitest';
import { casesImportPost } from '../../../functions/cases-import-post.ts';
import { caseJson } from '../../../shared/exports/case-json.ts';
import { outputFiles } from '../../../shared/exports/output-files.ts';
import { bodyOf, context, request, signIn } from '../../helpers/requests.ts';
import { deps, file, openDoor, record, send, written } from './door.ts';

beforeEach(openDoor);

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
