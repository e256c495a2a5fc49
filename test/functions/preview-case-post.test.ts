import { describe, expect, test } from 'vitest';
import { previewCasePost } from '../../functions/preview-case-post.ts';
import { sessionGet } from '../../functions/session-get.ts';
import { AppError } from '../../shared/errors.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { bodyOf, context, headerOf, post, request, streamedBodyOf } from '../helpers/requests.ts';

const wanted = {
  description: '67-year-old man with headache since yesterday',
  primary_diagnosis: 'subarachnoid haemorrhage',
  seed: 3,
};
const preview = (body: unknown, deps = fakeDeps(), path = '/preview-case') => previewCasePost(post(path, body), context(), deps);

describe('a preview', () => {
  test('has every field that older clients rely on, and ours beside them', async () => {
    const reply = await preview(wanted);
    const body = bodyOf(reply);
    expect(reply.status).toBe(200);
    expect(body).toMatchObject({
      session_id: 'session-1',
      editing: { enabled: true },
      primary_diagnosis: 'subarachnoid haemorrhage',
      case_details: {
        presentation: expect.any(String),
        patient_personality: expect.any(String),
        door_chart: { age: 67, sex: 'male' },
      },
      generation: { model: 'library', seed: 3, difficulty: 'typical', elapsed_ms: expect.any(Number) },
    });
    expect(body.case_details).toHaveProperty('history_questions.0.expected_answer');
    expect(body.case_details).toHaveProperty('physical_exam_findings.0.findings');
    expect(body.case_details).toHaveProperty('diagnostic_workup.0.result');
    expect(body.diagnostic_framework).toMatchObject([{ tier_level: 1 }, { tier_level: 2 }, { tier_level: 3 }]);
    expect(body.feature_likelihood_ratios).toHaveProperty('0.likelihood_ratio', expect.any(Number));
    expect(headerOf(reply, 'etag')).toBe('"1"');
  });

  test('says that the built-in library was used when nobody chose it', async () => {
    expect(bodyOf(await preview(wanted)).generation).toMatchObject({
      requested_model: null,
      notes: expect.arrayContaining([expect.stringContaining('no language model is available')]),
    });
    expect(bodyOf(await preview({ ...wanted, model: 'library' })).generation).toMatchObject({ requested_model: 'library' });
  });

  test('is the same case, byte for byte, for the same request and seed', async () => {
    const bytes = async () => JSON.stringify({ ...bodyOf(await preview(wanted)), generation: null });
    expect(await bytes()).toBe(await bytes());
    expect(await bytes()).not.toBe(JSON.stringify({ ...bodyOf(await preview({ ...wanted, seed: 4 })), generation: null }));
  });

  test('opens a session that shows the same draft', async () => {
    const deps = fakeDeps();
    const draft = bodyOf(await preview(wanted, deps));
    const shown = await sessionGet(request('/session/session-1', { params: { session_id: 'session-1' } }), context(), deps);
    expect((await streamedBodyOf(shown)).case_details).toEqual(draft.case_details);
    expect(headerOf(shown, 'etag')).toBe('"1"');
  });

  test('answers with the whole draft, and why it cannot be edited, when the session store is down', async () => {
    const down = async () => {
      throw new AppError('dependency-down', 'down', { dependency: 'redis' });
    };
    const reply = await preview(wanted, fakeDeps({ sessions: { ...fakeDeps().sessions, create: down } }));
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toMatchObject({
      session_id: null,
      editing: { enabled: false, reason: expect.stringContaining('session store') },
    });
    expect(bodyOf(reply).feature_likelihood_ratios).not.toHaveLength(0);
  });

  test('takes model and temperature from the query, and the body wins', async () => {
    const fromQuery = await preview(wanted, fakeDeps(), '/preview-case?model=library&temperature=0.4');
    expect(bodyOf(fromQuery).generation).toMatchObject({ requested_model: 'library' });
    const body = await preview({ ...wanted, model: 'library' }, fakeDeps(), '/preview-case?model=nonsense');
    expect(body.status).toBe(200);
  });
});

describe('a preview is refused', () => {
  const refused: [why: string, body: unknown, status: number, field: string | undefined][] = [
    ['malformed JSON', '{"description": ', 400, undefined],
    ['no body', '', 400, undefined],
    ['an array', [], 422, '(body)'],
    ['a missing diagnosis', { description: wanted.description }, 422, 'primary_diagnosis'],
    ['a missing description', { primary_diagnosis: 'gout' }, 422, 'description'],
    ['an empty description', { ...wanted, description: '  ' }, 422, 'description'],
    ['a number as description', { ...wanted, description: 5 }, 422, 'description'],
    ['100,000 characters', { ...wanted, description: 'x'.repeat(100_000) }, 422, 'description'],
    ['a NUL byte', { ...wanted, description: 'chest \0 pain' }, 422, 'description'],
    ['a lone surrogate', { ...wanted, primary_diagnosis: 'gout \ud800' }, 422, 'primary_diagnosis'],
    ['a temperature out of range', { ...wanted, temperature: 2.1 }, 422, 'temperature'],
    ['a seed that is no whole number', { ...wanted, seed: 1.5 }, 422, 'seed'],
    ['an unknown difficulty', { ...wanted, difficulty: 'hard' }, 422, 'difficulty'],
    ['a model that is not listed', { ...wanted, model: 'gpt-99' }, 422, 'model'],
    ['a diagnosis that the library does not know', { ...wanted, primary_diagnosis: 'kuru' }, 422, 'primary_diagnosis'],
  ];
  test.each(refused)('for %s', async (_, body, status, field) => {
    const reply = await preview(body);
    expect(reply.status).toBe(status);
    expect(headerOf(reply, 'content-type')).toBe('application/problem+json');
    expect(bodyOf(reply)).toMatchObject({
      status,
      code: 'invalid-request',
      detail: expect.any(String),
      request_id: expect.any(String),
    });
    if (field) expect(bodyOf(reply).errors?.map(({ path }) => path)).toContain(field);
  });

  test('for a body over 2 MB, whatever its length header says', async () => {
    expect((await preview({ ...wanted, description: 'x'.repeat(3_000_000) })).status).toBe(413);
  });

  test('never for an empty model or temperature in the query, nor for a bad one that the body overrides', async () => {
    expect((await preview(wanted, fakeDeps(), '/preview-case?model=&temperature=')).status).toBe(200);
    expect((await preview({ ...wanted, temperature: 1 }, fakeDeps(), '/preview-case?temperature=warm')).status).toBe(200);
  });

  test('for a temperature in the query that is no number', async () => {
    const reply = await preview(wanted, fakeDeps(), '/preview-case?temperature=warm');
    expect(bodyOf(reply).errors?.[0]?.path).toBe('temperature');
  });

  test('for a model without its key: 503 that names the setting, and nothing is written', async () => {
    const reply = await preview({ ...wanted, model: 'gpt-4o' }, fakeDeps({ writers: {} }));
    expect(reply.status).toBe(503);
    expect(bodyOf(reply)).toMatchObject({
      code: 'dependency-down',
      dependency: 'gpt-4o',
      detail: expect.stringContaining('OPENAI_API_KEY'),
    });
    expect(headerOf(reply, 'retry-after')).toBeDefined();
  });

  test('with the nearest diagnoses, and the sentence that others need a language model', async () => {
    const { detail } = bodyOf(await preview({ ...wanted, primary_diagnosis: 'subaracnoid hemorage' }));
    expect(detail).toMatch(/Subarachnoid haemorrhage/i);
    expect(detail).toContain('language model');
  });

  test('when as many generations run as the settings allow, and not once they are done', async () => {
    const standard = fakeDeps();
    let finish = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const writer = standard.writers.library;
    if (!writer) throw new Error('no writer');
    const slow: typeof writer = async (...order) => {
      await waiting;
      return writer(...order);
    };
    const deps = fakeDeps({ writers: { library: slow } }, { MAX_GENERATIONS_IN_FLIGHT: '1' });
    const first = preview(wanted, deps);
    const second = await preview(wanted, deps);
    expect(second.status).toBe(429);
    expect(headerOf(second, 'retry-after')).toBe('5');
    finish();
    expect((await first).status).toBe(200);
    expect((await preview(wanted, deps)).status).toBe(200);
  });
});
