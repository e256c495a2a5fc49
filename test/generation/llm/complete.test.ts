import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createComplete } from '../../../shared/generation/llm/complete.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { asking, planted, question } from './asking.ts';

vi.mock('@azure/identity', () => ({
  DefaultAzureCredential: class {},
  getBearerTokenProvider: (_: unknown, scope: string) => async () => {
    if (scope === 'nobody') throw new Error('planted-token-error');
    return `token-for-${scope}`;
  },
}));

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

describe('an answer', () => {
  test('comes whole, in growing pieces, with what it took', async () => {
    const { ask, records } = asking(simulator);
    const seen: string[] = [];
    const completion = await ask({ onText: (text) => seen.push(text) });
    expect(question.schema.safeParse(JSON.parse(completion.text)).success).toBe(true);
    expect(completion).toMatchObject({
      outcome: 'answer',
      name: 'findings',
      model: 'gpt-4o-mini',
      provider: 'compatible',
      attempts: 1,
    });
    expect(completion.usage?.input).toBeGreaterThan(0);
    expect(completion.usage?.output).toBeGreaterThan(0);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.every((text, i) => text.startsWith(seen[i - 1] ?? ''))).toBe(true);
    expect(seen.at(-1)).toBe(completion.text);
    expect(records).toMatchObject([{ outcome: 'answer', attempts: 1, usage: completion.usage }]);
  });

  test.each([
    ['truncated', 'truncated'],
    ['refusal', 'refusal'],
    ['contentFilter', 'filtered'],
  ] as const)('that is %s is told apart as %s, and asked for once', async (fault, outcome) => {
    const { ask, records } = asking(simulator);
    simulator.script(fault);
    const completion = await ask();
    expect(completion).toMatchObject({ outcome, attempts: 1 });
    expect(completion.usage?.input).toBeGreaterThan(0);
    expect(records).toMatchObject([{ outcome }]);
    expect(simulator.log).toHaveLength(1);
  });

  test('to a prompt that the filter stops is filtered too', async () => {
    simulator.script({ kind: 'status', status: 400, code: 'content_filter' });
    expect(await asking(simulator).ask()).toMatchObject({ outcome: 'filtered', text: '', usage: null });
  });

  test.each(['invalidJson', 'prose', 'schemaViolation'] as const)('with %s is left to whoever reads it', async (fault) => {
    simulator.script(fault);
    expect(await asking(simulator).ask()).toMatchObject({ outcome: 'answer', attempts: 1 });
  });

  test('whose reader breaks ends in the error of the reader, and is not asked for again', async () => {
    const broken = new TypeError('reader');
    const onText = () => {
      throw broken;
    };
    await expect(asking(simulator).ask({ onText })).rejects.toBe(broken);
    expect(simulator.log).toHaveLength(1);
  });
});

describe('parameters', () => {
  const bodyFor = async (model: string): Promise<Record<string, unknown>> => {
    let body: Record<string, unknown> = {};
    simulator.respond((request) => {
      body = request.body;
      return undefined;
    });
    await asking(simulator).ask({ model });
    return body;
  };

  test.each(['gpt-4o-mini', 'gpt-4o', 'llama-3.1-8b'])('%s gets temperature and max_tokens', async (model) => {
    const body = await bodyFor(model);
    expect(body).toMatchObject({ temperature: 0.7, max_tokens: 900, stream: true, stream_options: { include_usage: true } });
    expect(body).not.toHaveProperty('reasoning_effort');
    expect(body).toHaveProperty('response_format.json_schema.strict', true);
  });

  test.each(['gpt-5', 'gpt-5-mini', 'prod_gpt-5-mini', 'GPT-5', 'gpt5-nano', 'o3-mini'])(
    '%s gets no temperature, and room to think',
    async (model) => {
      const body = await bodyFor(model);
      expect(body).toMatchObject({ reasoning_effort: 'low', max_completion_tokens: 4_900 });
      expect(body).not.toHaveProperty('temperature');
      expect(body).not.toHaveProperty('max_tokens');
    },
  );
});

describe('providers', () => {
  const { signal } = new AbortController();

  test.each([
    ['a compatible server', () => ({ kind: 'compatible', baseUrl: simulator.url, key: 'none' }) as const, '/v1', 'Bearer none'],
    ['OpenAI', () => ({ kind: 'openai', baseUrl: simulator.url, key: planted.key }) as const, '/v1', `Bearer ${planted.key}`],
    ['Azure with a key', () => azure(undefined, { key: 'k' }), '/openai/v1', 'Bearer k'],
    ['dated Azure with a key', () => azure('2024-10-21', { key: 'k' }), '/openai/deployments/gpt-4o-mini', 'api-key k'],
    ['Azure with Entra ID', () => azure(undefined, { entraScope: 's' }), '/openai/v1', 'Bearer token-for-s'],
    [
      'dated Azure with Entra ID',
      () => azure('2024-10-21', { entraScope: 's' }),
      '/openai/deployments/gpt-4o-mini',
      'Bearer token-for-s',
    ],
  ])('%s is asked at its address with its credential', async (_, provider, path, authorization) => {
    // What the SDK would take from the environment must not matter.
    vi.stubEnv('AZURE_OPENAI_API_KEY', 'other');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/other');
    const complete = createComplete({ provider: provider() });
    expect(await complete(question, signal)).toMatchObject({ outcome: 'answer', provider: provider().kind });
    expect(simulator.log).toMatchObject([{ path: `${path}/chat/completions`, authorization }]);
    vi.unstubAllEnvs();
  });

  test('a token that Entra ID does not give is explained, without its words', async () => {
    const complete = createComplete({ provider: azure(undefined, { entraScope: 'nobody' }) });
    await expect(complete(question, signal)).rejects.toMatchObject({
      kind: 'dependency-down',
      message: expect.stringMatching(/^No Entra ID token could be had for the model: give this identity the role/),
    });
    expect(simulator.log).toHaveLength(0);
  });

  const azure = (apiVersion: string | undefined, credential: { key: string } | { entraScope: string }) =>
    ({ kind: 'azure', endpoint: simulator.endpoint, apiVersion, credential }) as const;
});

test('no more calls run at once than the worker may', async () => {
  const slow = await startSimulator({ ttftMs: 60 });
  const { ask } = asking(slow, { callsAtOnce: 3 });
  await Promise.all(Array.from({ length: 9 }, () => ask()));
  const most = Math.max(
    ...slow.log.map(
      ({ startedAt }) => slow.log.filter((o) => o.startedAt <= startedAt && (o.endedAt ?? Infinity) > startedAt).length,
    ),
  );
  expect(most).toBe(3);
  await slow.close();
});
