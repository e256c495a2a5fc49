import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Breaker, createBreaker, type Finding } from '../../../shared/generation/llm/breaker.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { appError, asking, failureOf } from './asking.ts';

describe('the breaker', () => {
  let time = 0;
  const fresh = () => createBreaker({ failuresToOpen: 5, openMs: 20_000, now: () => time });
  const call = (breaker: Breaker, ...findings: Finding[]) => {
    for (const finding of findings) breaker.enter('m').leave(finding);
  };
  const five: Finding[] = ['away', 'away', 'away', 'away', 'away'];

  test('opens after five failures in a row, and says for how long', () => {
    const breaker = fresh();
    call(breaker, 'away', 'away', 'away', 'away', 'reached', 'away', 'away', 'unknown', 'away', 'away');
    expect(() => breaker.refuseIfOpen('m')).not.toThrow();
    call(breaker, 'away');
    time += 4_500;
    expect(() => breaker.enter('m')).toThrow(expect.objectContaining({ kind: 'dependency-down', retryAfterSeconds: 16 }));
    expect(() => breaker.refuseIfOpen('m')).toThrow(/asked again in 16 s/);
  });

  test('lets one probe through, which closes it', () => {
    const breaker = fresh();
    call(breaker, ...five);
    time += 20_000;
    const probe = breaker.enter('m');
    expect(probe.probe).toBe(true);
    expect(() => breaker.enter('m')).toThrow();
    probe.leave('reached');
    expect(breaker.enter('m').probe).toBe(false);
  });

  test('opens again when the probe fails, and tries another when it left without a finding', () => {
    const breaker = fresh();
    call(breaker, ...five);
    time += 20_000;
    call(breaker, 'unknown');
    call(breaker, 'away');
    time += 19_000;
    expect(() => breaker.enter('m')).toThrow();
    time += 1_000;
    expect(breaker.enter('m').probe).toBe(true);
  });

  test('is not kept open by calls that were under way', () => {
    const breaker = fresh();
    const early = breaker.enter('m');
    call(breaker, ...five);
    time += 15_000;
    early.leave('away');
    time += 5_000;
    expect(breaker.enter('m').probe).toBe(true);
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
