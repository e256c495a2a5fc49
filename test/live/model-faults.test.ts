import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditsOf, expectWholeCase } from '../helpers/coherent-case.ts';
import { type ModelApi, markOf, namesIn, secret, startModelApi } from '../helpers/model-api.ts';
import type { Reply } from '../helpers/running-api.ts';
import type { Step } from '../simulator/simulator.ts';

/** Through the HTTP door: one fault of the provider at one question of the plan, or at all of them, for as long as it is asked. */

type Expected = {
  readonly step: Step;
  readonly status: 502 | 503;
  readonly words: RegExp;
  /** Requests for one question until it is given up. */
  readonly asked: number;
  /** None: nobody can say when it is worth coming back. */
  readonly retryAfter: string | null;
};

const down = (step: Step, words: RegExp, asked = 3, retryAfter: string | null = '10'): Expected => {
  return { step, status: 503, words, asked, retryAfter };
};
const unusable = (step: Step, words: RegExp, asked = 2): Expected => {
  return { step, status: 502, words, asked, retryAfter: null };
};

const faults = (
  [
    ['429 with Retry-After', down({ kind: 'status', status: 429, retryAfterSeconds: 1 }, /limiting how much/, 3, '1')],
    ['429 without', down(429, /limiting how much/)],
    ['a spent quota', down('insufficientQuota', /quota .* check its plan and billing/, 1, null)],
    ['401', down(401, /refused our key: check OPENAI_API_KEY/, 1, null)],
    ['400', down(400, /did not accept the request/, 1, null)],
    ['408', down(408, /a fault of its own/)],
    ['500', down(500, /a fault of its own/)],
    ['503', down(503, /a fault of its own/)],
    ['a hang before headers', down('hangBeforeHeaders', /stopped answering/)],
    ['a stall in mid-stream', down('stallMidStream', /stopped answering/)],
    ['a cut in mid-stream', down('cutMidStream', /broke off/)],
    ['an HTML page', down('htmlBody', /something that is no answer/)],
    ['an empty answer', down('emptyAnswer', /an empty answer/)],
    ['a truncated answer', unusable('truncated', /cut off before its end/)],
    ['a refusal', unusable('refusal', /refused to write this case/, 1)],
    ['the content filter', unusable('contentFilter', /content filter stopped the answer/, 1)],
    ['invalid JSON', unusable('invalidJson', /not valid JSON/)],
    ['prose around JSON', unusable('prose', /not valid JSON/)],
    ['a wrong shape', unusable('schemaViolation', /expected \w+, received undefined/)],
  ] satisfies [string, Expected][]
).map(([name, expected], n) => [n, name, expected] as const);

const stages = ['findings', 'framework', 'narrative', 'history', 'physical_exam', 'diagnostic_workup'] as const;
/** Words of a category are asked for in two halves; a failure of one ends the other. */
const halves = (stage: string): number => (/history|physical_exam|diagnostic_workup/.test(stage) ? 2 : 1);
/** Three tries of a second, the waits between them (2 × 1.1 s at most), and a busy machine. */
const boundMs = 8_000;

let model: ModelApi;
beforeAll(async () => {
  model = await startModelApi({}, { MAX_GENERATIONS_IN_FLIGHT: '10' });
});
afterAll(() => model?.close());
// Each fault meets a fresh breaker: five calls in a row that find nobody would open it.
afterEach(() => model.fresh());

/** Whom the fault befalls stands in the mark; the number keeps late requests of one test out of the next. */
const marked = (target: string, n: number): string => `case-${n}-${target}`;
const faultAt = (step: Step): void =>
  model.simulator.script((request) => {
    const target = markOf(request).replace(/^case-\d+-/, '');
    return target === 'everything' || target === request.schemaName ? step : undefined;
  });

function expectProblem(reply: Reply & { ms: number }, { status, words, retryAfter }: Expected): void {
  const code = status === 503 ? 'dependency-down' : 'model-unusable';
  expect(reply).toMatchObject({ status, body: { status, code, detail: expect.stringMatching(words) } });
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(reply.headers.get('retry-after')).toBe(retryAfter);
  expect(reply.body.dependency).toBe(status === 503 ? 'gpt-4o-mini' : undefined);
  expect(reply.text).not.toMatch(secret);
  expect(reply.ms).toBeLessThan(boundMs);
}

describe.each(faults)('%i %s', (n, _, expected) => {
  const { step, asked } = expected;

  test('at a stage, or at all, is told as it is; at the likelihoods it costs only them', async () => {
    faultAt(step);
    const ask = (target: string) => model.preview(marked(target, n));
    const calls = (target: string, schemaName = target) => model.calls(marked(target, n), schemaName).length;
    const [everything, likelihoods, ...staged] = await Promise.all([
      ask('everything'),
      ask('likelihoods'),
      ...stages.map(async (stage) => ({ stage, reply: await ask(stage) })),
    ]);

    for (const { stage, reply } of staged) {
      expectProblem(reply, expected);
      expect(calls(stage), stage).toBeGreaterThanOrEqual(asked);
      expect(calls(stage), stage).toBeLessThanOrEqual(halves(stage) * asked);
    }

    expectProblem(everything, expected);
    expect(Math.max(calls('everything', 'findings'), calls('everything', 'framework'))).toBe(asked);
    for (const stage of stages.slice(2)) expect(calls('everything', stage)).toBe(0);

    const { status, body, ms } = likelihoods;
    expect(status).toBe(200);
    expect(body.generation).toMatchObject({ notes: [expect.stringContaining('no likelihoods for 21 of 21')] });
    expectWholeCase(body);
    expect(auditsOf(body).filter(({ id }) => id === 'likelihoods-missing')).toHaveLength(21);
    expect(calls('likelihoods')).toBe(6 * asked);
    expect(ms).toBeLessThan(boundMs);
  });
});

test('the key, the description and the answers stand in no line of the log', () => {
  expect(namesIn(model.output(), /model-called|dependency-down|request-failed/)).toEqual(['model-called', 'dependency-down']);
  expect(namesIn(model.output(), secret)).toEqual([]);
});
