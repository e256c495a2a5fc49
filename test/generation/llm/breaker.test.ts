import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Breaker, createBreaker, type Finding } from '../../../shared/generation/llm/breaker.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { appError, asking, failureOf } from './asking.ts';

describe('the breaker', () => {
  let time = 0;
  const fresh = () => createBreaker({ failuresToOpen: 5, openMs: 20_000, now: () => time });
  const enter = (breaker: Breaker, signal = new AbortController().signal) => breaker.enter('m', signal);
  const call = async (breaker: Breaker, ...findings: Finding[]) => {
    for (const finding of findings) (await enter(breaker)).leave(finding);
  };
  const five: Finding[] = ['away', 'away', 'away', 'away', 'away'];

  test('opens after five failures in a row, and says for how long', async () => {
    const breaker = fresh();
    await call(breaker, 'away', 'away', 'away', 'away', 'reached', 'away', 'away', 'unknown', 'away', 'away');
    expect(() => breaker.refuseIfOpen('m')).not.toThrow();
    await call(breaker, 'away');
    time += 4_500;
    await expect(enter(breaker)).rejects.toMatchObject({ kind: 'dependency-down', retryAfterSeconds: 16 });
    expect(() => breaker.refuseIfOpen('m')).toThrow(/asked again in 16 s/);
  });

  test('lets one probe through, and those who wait for it once it is back', async () => {
    const breaker = fresh();
    await call(breaker, ...five);
    time += 20_000;
    const probe = await enter(breaker);
    expect(probe.probe).toBe(true);
    const waiting = [enter(breaker), enter(breaker)];
    probe.leave('reached');
    expect((await Promise.all(waiting)).map((pass) => pass.probe)).toEqual([false, false]);
  });

  test('opens again when the probe fails, for those who wait too', async () => {
    const breaker = fresh();
    await call(breaker, ...five);
    time += 20_000;
    const probe = await enter(breaker);
    const waiting = enter(breaker);
    probe.leave('away');
    await expect(waiting).rejects.toMatchObject({ kind: 'dependency-down' });
    time += 19_000;
    await expect(enter(breaker)).rejects.toMatchObject({ kind: 'dependency-down' });
    time += 1_000;
    expect((await enter(breaker)).probe).toBe(true);
  });

  test('has the next in line probe when the probe left without a finding', async () => {
    const breaker = fresh();
    await call(breaker, ...five);
    time += 20_000;
    const probe = await enter(breaker);
    const [next, last] = [enter(breaker), enter(breaker)];
    probe.leave('unknown');
    const second = await next;
    expect(second.probe).toBe(true);
    second.leave('reached');
    expect((await last).probe).toBe(false);
  });

  test('lets nobody wait who has left', async () => {
    const breaker = fresh();
    await call(breaker, ...five);
    time += 20_000;
    await enter(breaker);
    const leaving = new AbortController();
    const waiting = enter(breaker, leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });

  test('is not kept open by calls that were under way', async () => {
    const breaker = fresh();
    const early = await enter(breaker);
    await call(breaker, ...five);
    time += 15_000;
    early.leave('away');
    time += 5_000;
    expect((await enter(breaker)).probe).toBe(true);
  });
});

describe('asking a provider that is away', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.reset());
  afterAll(() => simulator.close());

  test('stops after five calls, and begins again with one request', async () => {
    const { ask, records } = asking(simulator, { attempts: 2, openMs: 300 });
    simulator.script(() => 500);
    for (let i = 0; i < 5; i++) await failureOf(ask());
    expect(simulator.log).toHaveLength(10);

    const { error, ms } = await failureOf(ask());
    expect(appError(error)).toMatchObject({ kind: 'dependency-down', dependency: 'gpt-4o-mini', retryAfterSeconds: 1 });
    expect(ms).toBeLessThan(50);
    expect(simulator.log).toHaveLength(10);
    expect(records).toHaveLength(5);

    await new Promise((resolve) => setTimeout(resolve, 320));
    const ends = await Promise.all([failureOf(ask()), failureOf(ask()), failureOf(ask())]);
    expect(ends.filter(({ error }) => /asked again/.test(appError(error).message))).toHaveLength(2);
    expect(simulator.log).toHaveLength(11);

    await new Promise((resolve) => setTimeout(resolve, 320));
    simulator.reset();
    expect(await ask()).toMatchObject({ outcome: 'answer' });
    expect((await Promise.all([ask(), ask(), ask()])).map(({ outcome }) => outcome)).toEqual(['answer', 'answer', 'answer']);
  });

  test('two questions of one plan that come together both get an answer once it is back', async () => {
    const { ask } = asking(simulator, { attempts: 1, openMs: 200 });
    simulator.script(() => 500);
    for (let i = 0; i < 5; i++) await failureOf(ask());
    simulator.reset();
    await new Promise((resolve) => setTimeout(resolve, 220));
    // As a plan does it: the failure of one ends the other.
    const stop = new AbortController();
    const both = [ask({}, stop.signal), ask({}, stop.signal)].map((answer) =>
      answer.catch((error) => {
        stop.abort(error);
        throw error;
      }),
    );
    expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['answer', 'answer']);
  });

  test.each(['refusal', 'invalidJson', 429, 401, 400, 'insufficientQuota', 'emptyAnswer'] as const)(
    'goes on when it is there: %s',
    async (step) => {
      const { ask } = asking(simulator, { attempts: 1 });
      simulator.script(() => step);
      for (let i = 0; i < 6; i++) await ask().catch(() => {});
      expect(simulator.log).toHaveLength(6);
    },
  );
});
