import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { capped } from '../../../shared/generation/llm/capped.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { appError, asking, failureOf, question } from './asking.ts';

let simulator: Simulator;
beforeAll(async () => {
  // Loading the SDK is not what these tests time.
  await import('../../../shared/generation/llm/client.ts');
  simulator = await startSimulator({ tokensPerSecond: 40, tokensPerChunk: 1, keepAliveMs: 100 });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

const patient = { callMs: 20_000, headersMs: 10_000, idleMs: 10_000 };
const left = new Error('the caller left');
const leaving = (afterMs: number): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(left), afterMs);
  return controller.signal;
};

describe('a caller who leaves', () => {
  test.each(['ok', 'hangBeforeHeaders', 'stallMidStream'] as const)('ends the request at once (%s)', async (step) => {
    const { ask, records } = asking(simulator, patient);
    simulator.script(step);
    const { error, ms } = await failureOf(ask({}, leaving(200)));
    expect(error).toBe(left);
    expect(ms).toBeLessThan(700);
    await expect.poll(() => simulator.log[0]?.aborted, { timeout: 1_000 }).toBe(true);
    expect(records).toMatchObject([{ outcome: 'abandoned', attempts: 1 }]);
  });

  test('between two tries does not wait for the second', async () => {
    const { ask, records } = asking(simulator, { ...patient, longestWaitMs: 10_000 });
    simulator.script({ kind: 'status', status: 429, retryAfterSeconds: 5 });
    const { error, ms } = await failureOf(ask({}, leaving(200)));
    expect(error).toBe(left);
    expect(ms).toBeLessThan(700);
    expect(simulator.log).toHaveLength(1);
    expect(records).toMatchObject([{ outcome: 'abandoned' }]);
  });

  test('while queueing leaves the queue, and the place to others', async () => {
    const { ask } = asking(simulator, { ...patient, callsAtOnce: 1 });
    simulator.script('hangBeforeHeaders');
    const running = failureOf(ask({}, leaving(400)));
    const queueing = await failureOf(ask({}, leaving(100)));
    expect(queueing.error).toBe(left);
    expect(queueing.ms).toBeLessThan(350);
    await running;
    expect(await ask()).toMatchObject({ outcome: 'answer' });
    expect(simulator.log).toHaveLength(2);
  });

  test('before asking costs nothing', async () => {
    await expect(asking(simulator).ask({}, AbortSignal.abort(left))).rejects.toBe(left);
    expect(simulator.log).toHaveLength(0);
  });
});

test('a budget that runs out is out of time', async () => {
  simulator.script('hangBeforeHeaders');
  const { error } = await failureOf(asking(simulator, patient).ask({}, AbortSignal.timeout(100)));
  expect(appError(error).kind).toBe('out-of-time');
});

test('a dozen calls on one signal all end with it, without a warning of Node', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const { complete } = asking(simulator, patient);
  const mine = capped(complete, 12);
  const signal = leaving(300);
  const ends = await Promise.all(Array.from({ length: 16 }, () => failureOf(mine(question, signal))));
  expect(ends.every(({ error }) => error === left)).toBe(true);
  expect(simulator.log).toHaveLength(12);
  await expect.poll(() => simulator.log.every(({ aborted }) => aborted), { timeout: 1_000 }).toBe(true);
  await expect.poll(() => simulator.openSockets(), { timeout: 8_000 }).toBe(0);
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
