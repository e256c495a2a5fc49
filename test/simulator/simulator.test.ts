import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI, { AzureOpenAI } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentFor, type JsonSchema } from './content.ts';
import { Findings, question, type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

describe('answers', () => {
  it('fit the schema, keep its order, and are the same for the same seed', async () => {
    const { choices, usage } = await rig.ask();
    const text = choices[0]?.message.content ?? '';
    const answer = Findings.parse(JSON.parse(text));
    expect(Object.keys(JSON.parse(text))).toEqual(['history', 'exam', 'priors', 'state', 'title']);
    expect(answer.state).toBe('present');
    expect(usage).toMatchObject({ prompt_tokens: 3, completion_tokens: Math.ceil(text.length / 4) });
    expect(new Set(answer.history.map(({ finding }) => finding.slice(0, 15))).size).toBe(14);
    expect((await rig.firstOf())?.message.content).toBe(text);
    expect((await rig.streamed()).text).toBe(text);
  });

  it('cover references, alternatives and bounds', () => {
    type Tree = { name: string; children: Tree[] };
    const Tree: z.ZodType<Tree> = z
      .lazy(() => z.object({ name: z.string(), children: z.array(Tree).max(2) }))
      .meta({ id: 'Tree' });
    const Kind = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), size: z.number().gt(0).lt(1) }),
      z.object({ kind: z.literal('b'), code: z.string().min(12).max(14) }),
    ]);
    const schema = z.object({ tree: Tree, kinds: z.array(Kind).length(6), none: z.null(), note: z.string().nullable() });
    const json = zodResponseFormat(schema, 'cover').json_schema.schema as JsonSchema;
    for (let seed = 0; seed < 20; seed++) expect(schema.safeParse(contentFor(json, `${seed}`)).error).toBeUndefined();
  });

  it('can be replaced for some requests', async () => {
    rig.simulator.respond(({ schemaName }) => (schemaName === 'findings' ? { mine: 1 } : undefined));
    expect((await rig.firstOf())?.message.content).toBe('{"mine":1}');
    expect((await rig.firstOf({ max_tokens: 1 }))?.finish_reason).toBe('length');
    rig.simulator.reset();
    expect((await rig.firstOf())?.message.content).toContain('"history"');
  });

  it('stream with usage in the last chunk, at the pace that was asked for', async () => {
    await rig.simulator.close();
    rig = await startRig({ ttftMs: [90, 110], tokensPerSecond: 2_000 });
    const start = performance.now();
    const seen = await rig.streamed();
    const due = 100 + seen.usage / 2;
    expect(seen).toMatchObject({ finish: 'stop', usage: Math.ceil(seen.text.length / 4) });
    expect(seen.chunks).toBeGreaterThan(seen.usage / 4);
    expect(performance.now() - start).toBeGreaterThan(due - 15);
    expect(performance.now() - start).toBeLessThan(due + 300);
  });

  it('come under the paths of Azure, with a key or a token', async () => {
    const azure = { endpoint: rig.simulator.endpoint, apiVersion: '2024-10-21', maxRetries: 0 };
    await new AzureOpenAI({ ...azure, apiKey: 'a' }).chat.completions.create(question);
    await new AzureOpenAI({ ...azure, azureADTokenProvider: async () => 't' }).chat.completions.create(question);
    await new OpenAI({ apiKey: 'v', baseURL: `${rig.simulator.endpoint}/openai/v1` }).chat.completions.create(question);
    expect(rig.simulator.log.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/openai/deployments/gpt-4o-mini/chat/completions', 'api-key a'],
      ['/openai/deployments/gpt-4o-mini/chat/completions', 'Bearer t'],
      ['/openai/v1/chat/completions', 'Bearer v'],
    ]);
    expect((await rig.client.models.list()).data.map(({ id }) => id)).toContain('gpt-5');
  });
});

describe('refused requests', () => {
  it.each([
    [{ model: 'gpt-5-mini', temperature: 0.2 }, 'temperature'],
    [{ model: 'gpt-5', max_tokens: 100 }, 'max_tokens'],
    [{ model: 'gpt-5', top_p: 0.5 }, 'top_p'],
    [{ temperature: 3 }, 'temperature'],
    [{ messages: [] }, 'messages'],
    [
      { response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'array' } } } },
      'response_format',
    ],
  ])('%j names the parameter', async (more, param) => {
    await expect(rig.ask(more)).rejects.toMatchObject({ status: 400, param });
    expect(rig.simulator.log[0]).toMatchObject({ status: 400, fault: 'ok' });
  });

  it('let gpt-5 through with what it takes', async () => {
    await rig.ask({ model: 'gpt-5', temperature: 1, max_completion_tokens: 5_000 });
    expect(rig.simulator.log[0]).toMatchObject({ model: 'gpt-5', temperature: 1, status: 200, schemaName: 'findings' });
  });

  it('want a key', async () => {
    const reply = await fetch(`${rig.simulator.url}/chat/completions`, { method: 'POST', body: '{}' });
    expect(reply.status).toBe(401);
  });
});

it('closes with requests under way, and leaves no socket', async () => {
  rig.simulator.script('hangBeforeHeaders');
  await Promise.allSettled([rig.ask(), rig.ask()].map((pending) => Promise.race([pending, sleep(50)])));
  expect(rig.simulator.openSockets()).toBe(2);
  await rig.simulator.close();
  expect(rig.simulator.openSockets()).toBe(0);
  expect(rig.simulator.log.filter(({ aborted }) => aborted)).toEqual([]);
  rig = await startRig();
});
