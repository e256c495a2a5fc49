import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyStep } from './faults.ts';
import { Findings, type Rig, startRig } from './rig.ts';
import { randomFaults, type SimulatedRequest, type Step } from './simulator.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

describe('faults', () => {
  it.each([
    [429, { status: 429 }],
    [503, { status: 503 }],
    [401, { status: 401 }],
    [408, { status: 408 }],
    ['insufficientQuota' as const, { status: 429, code: 'insufficient_quota' }],
  ])('%s', async (step, shape) => {
    rig.simulator.script(step);
    await expect(rig.ask()).rejects.toMatchObject(shape);
    await expect(rig.ask()).resolves.toBeDefined();
  });

  it('say when to come back', async () => {
    rig.simulator.script(
      { kind: 'status', status: 429, retryAfterSeconds: 7 },
      { kind: 'status', status: 429, retryAfterMs: 300 },
    );
    const waits = [];
    for (const name of ['retry-after', 'retry-after-ms']) {
      const failure: unknown = await rig.ask().catch((error: unknown) => error);
      if (failure instanceof OpenAI.APIError) waits.push(failure.headers?.get(name));
    }
    expect(waits).toEqual(['7', '300']);
  });

  it.each([
    ['truncated' as const, 'length'],
    ['contentFilter' as const, 'content_filter'],
    ['invalidJson' as const, 'stop'],
    ['prose' as const, 'stop'],
    ['emptyAnswer' as const, 'stop'],
  ])('%s is no JSON, whole or streamed', async (step, finish) => {
    rig.simulator.script(step, step);
    const choice = await rig.firstOf();
    const seen = await rig.streamed();
    expect([choice?.finish_reason, seen.finish]).toEqual([finish, finish]);
    expect(seen.text).toBe(choice?.message.content);
    expect(() => JSON.parse(seen.text)).toThrow();
  });

  it('refusals, schema violations and nonsense', async () => {
    rig.simulator.script('refusal', 'refusal', 'schemaViolation', 'incoherent');
    expect((await rig.firstOf())?.message).toMatchObject({ content: null, refusal: expect.stringContaining('sorry') });
    expect(await rig.streamed()).toMatchObject({ text: '', refusal: expect.stringContaining('sorry'), finish: 'stop' });
    expect(Findings.safeParse(JSON.parse((await rig.streamed()).text)).success).toBe(false);
    const { history } = Findings.parse(JSON.parse((await rig.streamed()).text));
    expect(new Set(history.map(({ finding }) => finding)).size).toBe(1);
  });

  it('an HTML page with status 200', async () => {
    rig.simulator.script('htmlBody');
    const reply = await rig.ask().asResponse();
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html']);
  });

  it('a cut connection is not the caller leaving', async () => {
    rig.simulator.script('cutMidStream', 'cutMidStream');
    await expect(rig.streamed()).rejects.toThrow();
    await expect(rig.ask()).rejects.toThrow();
    expect(rig.simulator.log.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  it.each(['hangBeforeHeaders' as const, 'stallMidStream' as const, 'slow' as const])(
    '%s: the caller leaving is counted within 200 ms',
    async (step) => {
      rig.simulator.script({ kind: step, delayMs: 5_000 } as Step);
      const leaving = new AbortController();
      const pending = rig.streamed({ signal: leaving.signal }).catch(() => 'left');
      await sleep(100);
      expect(rig.simulator.log[0]).toMatchObject({ endedAt: null, aborted: false, fault: step });
      leaving.abort();
      await pending;
      await expect.poll(() => rig.simulator.log[0]?.aborted, { timeout: 200, interval: 10 }).toBe(true);
      await expect.poll(() => rig.simulator.openSockets(), { timeout: 200, interval: 10 }).toBe(0);
    },
  );

  it('leaving a paced stream half-way stops it', async () => {
    await rig.simulator.close();
    rig = await startRig({ tokensPerSecond: 100 });
    await rig.streamed({ signal: AbortSignal.timeout(150) }).catch(() => undefined);
    await expect.poll(() => rig.simulator.log[0]?.aborted, { timeout: 200, interval: 10 }).toBe(true);
    expect(rig.simulator.log[0]?.status).toBe(200);
  });

  it('may depend on the request, after the queue', async () => {
    rig.simulator.script(({ schemaName, occurrence }) => (schemaName === 'findings' && occurrence === 1 ? 500 : undefined), 503);
    const outcomes = [];
    for (let i = 0; i < 3; i++) {
      outcomes.push(
        await rig.ask().then(
          () => 200,
          (error) => error.status,
        ),
      );
    }
    expect(outcomes).toEqual([503, 500, 200]);
  });

  it('at random befall the share that was asked for, the same each time', () => {
    const rule = randomFaults({ rate: 0.3, seed: 4 });
    const request = (occurrence: number) => ({ schemaName: 's', promptText: 'p', occurrence }) as SimulatedRequest;
    const steps = Array.from({ length: 1_000 }, (_, i) => rule(request(i)));
    const faulty = steps.filter((step) => step !== undefined);
    expect(faulty.length).toBeGreaterThan(250);
    expect(faulty.length).toBeLessThan(350);
    expect(new Set(faulty).size).toBe(everyStep.length);
    expect(steps).toEqual(Array.from({ length: 1_000 }, (_, i) => rule(request(i))));
  });
});
