import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, type Step, startSimulator } from '../../simulator/simulator.ts';
import { appError, asking, failureOf, planted, wordsOf } from './asking.ts';

let simulator: Simulator;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  simulator = await startSimulator({ keepAliveMs: 100 });
});
afterEach(() => simulator.reset());
afterAll(async () => {
  process.off('unhandledRejection', note);
  await simulator.close();
});

/** Step, the end that is recorded, the words, and how many requests it takes to give up. */
const failures: [Step, string, RegExp, number][] = [
  ['hangBeforeHeaders', 'silent', /stopped answering/, 3],
  ['stallMidStream', 'silent', /stopped answering/, 3],
  ['cutMidStream', 'cut-off', /broke off/, 3],
  ['htmlBody', 'no-answer', /no answer/, 3],
  ['emptyAnswer', 'empty-answer', /empty answer/, 3],
  [500, 'failing', /fault of its own/, 3],
  [503, 'failing', /fault of its own/, 3],
  [408, 'failing', /fault of its own/, 3],
  [409, 'conflict', /conflicting/, 3],
  [429, 'rate-limited', /limiting how much/, 3],
  ['insufficientQuota', 'quota-spent', /quota .* billing/, 1],
  [401, 'key-refused', /refused our key: check OPENAI_API_KEY\./, 1],
  [403, 'key-refused', /refused our key/, 1],
  [400, 'request-refused', /did not accept/, 1],
  [404, 'unknown-model', /does not know this model/, 1],
];

describe('a provider that keeps failing', () => {
  test.each(failures)('with %s: %s, in words and in bounded time', async (step, outcome, words, requests) => {
    const { ask, records } = asking(simulator);
    simulator.script(() => step);
    const { error, ms } = await failureOf(ask());
    expect(appError(error)).toMatchObject({
      kind: 'dependency-down',
      dependency: 'gpt-4o-mini',
      message: expect.stringMatching(words),
    });
    expect(simulator.log).toHaveLength(requests);
    expect(records).toMatchObject([{ outcome, attempts: requests }]);
    expect(ms).toBeLessThan(1_500);
    expect(wordsOf(error)).not.toMatch(new RegExp(`${planted.key}|${planted.prompt}|simulator was told|127\\.0\\.0\\.1:\\d`));
  });

  test('that is not there at all is unreachable', async () => {
    const gone = await startSimulator();
    await gone.close();
    const { ask, records } = asking(gone);
    const { error, ms } = await failureOf(ask());
    expect(appError(error)).toMatchObject({ kind: 'dependency-down', message: 'The model provider could not be reached.' });
    expect(appError(error).cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(records).toMatchObject([{ outcome: 'unreachable', attempts: 3, usage: null }]);
    expect(wordsOf(error)).not.toContain(String(gone.port));
    expect(ms).toBeLessThan(500);
  });

  test('costs what it has sent: usage of an empty answer is recorded', async () => {
    const { ask, records } = asking(simulator, { attempts: 2 });
    simulator.script('emptyAnswer', 'emptyAnswer');
    await failureOf(ask());
    expect(records[0]?.usage?.input).toBeGreaterThan(20);
  });
});

describe('a provider that recovers', () => {
  test.each(failures.filter(([, , , requests]) => requests === 3))('from %s gives an answer', async (step) => {
    const { ask } = asking(simulator);
    simulator.script(step, step);
    expect(await ask()).toMatchObject({ outcome: 'answer', attempts: 3 });
  });

  const waited = (): number => (simulator.log[1]?.startedAt ?? 0) - (simulator.log[0]?.endedAt ?? 0);

  test.each([
    ['Retry-After in seconds', { retryAfterSeconds: 1 }, 1_000, 1_800],
    ['retry-after-ms', { retryAfterMs: 250 }, 250, 1_000],
    ['one that is too long, up to the cap', { retryAfterSeconds: 120 }, 1_500, 2_500],
  ])('is asked again after %s', async (_, header, atLeast, atMost) => {
    const { ask } = asking(simulator, { longestWaitMs: 1_500 });
    simulator.script({ kind: 'status', status: 429, ...header });
    expect(await ask()).toMatchObject({ outcome: 'answer', attempts: 2 });
    expect(waited()).toBeGreaterThan(atLeast - 15);
    expect(waited()).toBeLessThan(atMost);
  });

  test('too late for this call is not waited for, and the caller learns when', async () => {
    const { ask } = asking(simulator, { callMs: 500, longestWaitMs: 20_000 });
    simulator.script({ kind: 'status', status: 429, retryAfterSeconds: 12 });
    const { error, ms } = await failureOf(ask());
    expect(appError(error)).toMatchObject({ kind: 'dependency-down', retryAfterSeconds: 12 });
    expect(ms).toBeLessThan(200);
  });
});

test('an answer that takes longer than a call may is out of time', async () => {
  const slow = await startSimulator({ tokensPerSecond: 20, tokensPerChunk: 1 });
  const { ask, records } = asking(slow, { callMs: 400, idleMs: 300 });
  const { error, ms } = await failureOf(ask());
  expect(appError(error)).toMatchObject({ kind: 'out-of-time', message: 'The model did not finish in the time allowed.' });
  expect(records).toMatchObject([{ outcome: 'out-of-time', attempts: 1 }]);
  expect(ms).toBeLessThan(900);
  await expect.poll(() => slow.log[0]?.aborted, { timeout: 1_000 }).toBe(true);
  await slow.close();
});

test('nothing is left behind: no socket, no rejection that nobody handles', async () => {
  await expect.poll(() => simulator.openSockets(), { timeout: 8_000 }).toBe(0);
  expect(unhandled).toEqual([]);
});
