/** `npm run bench:generation`: our plan against the sequential one, on the same simulated model in one run. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { loadLibrary } from '../shared/generation/library/data.ts';
import { createComplete } from '../shared/generation/llm/complete.ts';
import { createModelWriter } from '../shared/generation/llm/model-writer.ts';
import type { Complete } from '../shared/generation/llm/question.ts';

const speeds = [
  { name: '400 ms to the first token, 80 tokens/s', options: { ttftMs: 400, tokensPerSecond: 80 } },
  { name: 'with jitter: 200–1200 ms, 40–120 tokens/s', options: { ttftMs: [200, 1_200], tokensPerSecond: [40, 120] } },
];
/** Tokens of the older system's three answers: case details, framework, likelihood ratios. */
const sequentialSizes = [900, 700, 3_000];
const signal = AbortSignal.timeout(300_000);
const library = loadLibrary();

for (const { name, options } of speeds) {
  const { url, stop } = await startSimulator(options);
  const complete = createComplete({ provider: { kind: 'compatible', baseUrl: url, key: 'none' } });
  await sequential(complete, [1]); // the client is loaded and the connection open for both
  const [older, ours] = await Promise.all([sequential(complete, sequentialSizes), planned(complete)]);
  stop();
  console.log(`\n${name}`);
  console.log(`  three questions in a row: ${seconds(older.ms)}, ${older.output} tokens out`);
  console.log(
    `  our plan:                 ${seconds(ours.ms)}, ${ours.output} tokens out, ${ours.calls} calls: ${(older.ms / ours.ms).toFixed(1)} × sooner   (aim ≥ 5)`,
  );
  console.log(
    `  first usable section after ${seconds(ours.firstMs)}: ${(ours.firstMs / older.ms).toFixed(3)} of the sequential total   (aim ≤ 0.1)`,
  );
  console.log(`  tokens in ${older.input} and ${ours.input}; out ${ours.output} against ${older.output} (aim: fewer)`);
}
const { url, stop } = await startSimulator({});
const instant = createComplete({ provider: { kind: 'compatible', baseUrl: url, key: 'none' } });
for (let i = 0; i < 5; i++) await planned(instant);
const before = process.cpuUsage();
const rounds = 20;
for (let i = 0; i < rounds; i++) await planned(instant);
const { user, system } = process.cpuUsage(before);
stop();
console.log(
  `\nCPU per case in this process, client library included: ${((user + system) / rounds / 1000).toFixed(0)} ms   (aim ≤ 100)`,
);

async function sequential(complete: Complete, sizes: readonly number[]) {
  const start = performance.now();
  let [input, output] = [0, 0];
  for (const size of sizes) {
    const { usage } = await complete(
      {
        name: `size-${size}`,
        messages: [{ role: 'user', content: 'Write the next part. '.repeat(100) }],
        schema: z.strictObject({ text: z.string() }),
        model: 'gpt-4o-mini',
        temperature: 0.7,
        maxOutputTokens: 8_000,
      },
      signal,
    );
    input += usage?.input ?? 0;
    output += usage?.output ?? 0;
  }
  return { ms: performance.now() - start, input, output };
}

async function planned(complete: Complete) {
  const start = performance.now();
  let firstMs = Number.POSITIVE_INFINITY;
  const write = createModelWriter({ complete, model: 'gpt-4o-mini', price: undefined, library: async () => library });
  const { generation } = await write(
    { description: '58-year-old man, crushing chest pain', primary_diagnosis: 'inferior STEMI', temperature: 0.7, seed: 1 },
    signal,
    ({ kind }) => {
      if (kind === 'partial') firstMs = Math.min(firstMs, performance.now() - start);
    },
  );
  return {
    ms: performance.now() - start,
    firstMs,
    input: generation.tokens?.input ?? 0,
    output: generation.tokens?.output ?? 0,
    calls: generation.calls.length,
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function startSimulator(options: object): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve-simulator.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      const url = /ready (\S+)/.exec(data.toString())?.[1];
      if (url) resolve({ url, stop: () => child.kill('SIGKILL') });
    });
  });
}
