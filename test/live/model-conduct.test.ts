import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditsOf, expectWholeCase } from '../helpers/coherent-case.ts';
import { type ModelApi, markOf, namesIn, secret, startModelApi } from '../helpers/model-api.ts';

/** Through the HTTP door: answers that make no sense, a provider that is away, callers who leave, and the reply as a stream. */

let model: ModelApi;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
const withApi = (...given: Parameters<typeof startModelApi>): void => {
  beforeAll(async () => {
    model = await startModelApi(...given);
  });
  afterEach(() => model.fresh());
  afterAll(async () => {
    expect(namesIn(model.output(), /model-called|request-failed/)).toEqual(['model-called']);
    expect(namesIn(model.output(), secret)).toEqual([]);
    await model.close();
  });
};

describe('an answer of the right shape that makes no sense', () => {
  withApi();
  const incoherentAt = (stage: string): void =>
    model.simulator.script(({ schemaName }) => (schemaName === stage ? 'incoherent' : undefined));

  test.each([
    ['findings', /no usable findings: the finding ".*" stands there twice/],
    ['framework', /no usable framework: two names begin with ".*"; they must differ/],
  ])('in the %s is 502 with what is wrong, not with what was answered, after one correction', async (stage, words) => {
    incoherentAt(stage);
    const reply = await model.preview(`case-${stage}`);
    expect(reply).toMatchObject({ status: 502, body: { code: 'model-unusable', detail: expect.stringMatching(words) } });
    expect(reply.text).not.toMatch(secret);
    const asked = model.calls(`case-${stage}`, stage);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.promptText).toContain('Please correct this');
    expect(reply.ms).toBeLessThan(8_000);
  });

  test.each([['narrative'], ['history'], ['physical_exam'], ['diagnostic_workup']])(
    'in the words of the %s is corrected once; what is left is a blocking audit',
    async (stage) => {
      incoherentAt(stage);
      const { status, body } = await model.preview(`case-${stage}`);
      expect(status).toBe(200);
      expectWholeCase(body);
      expect(auditsOf(body, 'blocking').map(({ id }) => id)).toContain('diagnosis-leak');
      expect(model.calls(`case-${stage}`, stage)).toHaveLength(stage === 'narrative' ? 2 : 4);
    },
  );

  test('in the likelihoods still gives numbers that agree, and an audit that says what they are worth', async () => {
    incoherentAt('likelihoods');
    const { status, body } = await model.preview('case-likelihoods');
    expect(status).toBe(200);
    expectWholeCase(body);
    expect(auditsOf(body).map(({ id }) => id)).toContain('primary-not-on-top');
    expect(model.calls('case-likelihoods', 'likelihoods')).toHaveLength(6);
  });
});

describe('a provider that is away', () => {
  withApi({}, { MAX_GENERATIONS_IN_FLIGHT: '5' });

  test('for five calls in a row is not asked again for a while: the next caller learns at once when', async () => {
    model.simulator.script(() => 503);
    const first = await Promise.all(Array.from({ length: 5 }, (_, i) => model.preview(`case-${i}`)));
    expect(first.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    const asked = model.simulator.log.length;
    const next = await model.preview('case-next');
    expect(next).toMatchObject({ status: 503, body: { code: 'dependency-down', detail: expect.stringMatching(/in a row/) } });
    expect(Number(next.headers.get('retry-after'))).toBeGreaterThan(10);
    expect(next.ms).toBeLessThan(1_500);
    expect(model.simulator.log).toHaveLength(asked);
  });
});

describe('with a provider that takes its time', () => {
  withApi({ ttftMs: 100, tokensPerSecond: 250 }, { MAX_GENERATIONS_IN_FLIGHT: '1' });
  const underWay = () => model.simulator.log.filter(({ endedAt }) => endedAt === null);
  const events = { headers: { accept: 'text/event-stream' } };

  test.each([
    ['JSON', 'findings', {}],
    ['JSON', 'narrative', {}],
    ['an event stream', 'findings', events],
    ['an event stream', 'narrative', events],
  ])('a caller of %s who leaves during the %s ends every call within 1 s', async (_, stage, init) => {
    const leaving = new AbortController();
    const left = model.preview('case-left', { ...init, signal: leaving.signal }).catch(({ name }: Error) => name);
    await expect
      .poll(() => underWay().some(({ schemaName }) => schemaName === stage), { interval: 10, timeout: 5_000 })
      .toBe(true);
    await sleep(150);
    const pending = underWay();
    expect(pending.length).toBeGreaterThanOrEqual(2);
    const leftAt = performance.timeOrigin + performance.now();
    leaving.abort();
    expect(await left).toBe('AbortError');
    await expect.poll(() => underWay().length, { interval: 5, timeout: 1_000 }).toBe(0);
    const waits = pending.map(({ endedAt }) => (endedAt ?? Number.POSITIVE_INFINITY) - leftAt);
    console.log(`left (${stage}): ${pending.length} calls ended after ${Math.max(...waits).toFixed(0)} ms at most`);
    expect(Math.max(...waits)).toBeLessThan(3_000);
    expect(pending.every(({ aborted }) => aborted)).toBe(true);
    const asked = model.simulator.log.length;
    await sleep(300);
    expect(model.simulator.log).toHaveLength(asked);
    // The place is free again: with one at a time, the next caller would be told 429.
    expect((await model.preview('case-next')).status).toBe(200);
  });

  test('a stream tells of the work while it is under way', async () => {
    const seen = await model.stream('case-stream');
    const total = seen.at(-1)?.ms ?? 0;
    const at = (event: string, name?: string): number =>
      seen.find(({ event: e, data }) => e === event && (name ?? data.section) === data.section)?.ms ?? Number.NaN;
    console.log(
      `stream: first stage ${at('stage').toFixed(0)} ms, framework ${at('partial', 'framework').toFixed(0)} ms, all ${total.toFixed(0)} ms`,
    );
    expect(at('stage')).toBeLessThan(total / 4);
    expect(at('partial', 'framework')).toBeLessThan(0.9 * total);
    expect(at('partial', 'findings')).toBeLessThan(0.9 * total);
    expect(seen.map(({ event }) => event).slice(-2)).toEqual(['usage', 'done']);
    expectWholeCase(seen.at(-1)?.data ?? {});
  });

  test('a stream that fails midway ends with the problem', async () => {
    model.simulator.script((request) => (request.schemaName === 'history' && markOf(request) ? 'refusal' : undefined));
    const seen = await model.stream('case-failed');
    expect(seen.some(({ event }) => event === 'partial')).toBe(true);
    expect(seen.at(-1)).toMatchObject({ event: 'failed', data: { status: 502, code: 'model-unusable' } });
    expect(JSON.stringify(seen.at(-1))).not.toMatch(secret);
  });
});
