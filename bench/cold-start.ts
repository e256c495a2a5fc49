import { resolve } from 'node:path';
import { makeEmptyApp } from './empty-app.ts';
import { median, serve } from './process.ts';

const rounds = 7;

/** Process start → first reply of `GET /`: ours against an app with a single empty function, in turn. */
export async function benchColdStart(): Promise<void> {
  const empty = await makeEmptyApp();
  const ours = resolve(import.meta.dirname, '..');
  const once = async (folder: string): Promise<number> => {
    const start = performance.now();
    const server = await serve(['host', folder]);
    await (await fetch(server.url)).text();
    const took = performance.now() - start;
    await server.stop();
    return took;
  };
  const times: { ours: number; empty: number }[] = [];
  for (let round = 0; round < rounds; round++) times.push({ empty: await once(empty.folder), ours: await once(ours) });
  empty.remove();
  const [own, floor] = [median(times.map(({ ours: ms }) => ms)), median(times.map(({ empty: ms }) => ms))];
  console.log(`\nprocess start → first GET /, median of ${rounds}`);
  console.log(
    `  one empty function ${floor.toFixed(0)} ms, ours ${own.toFixed(0)} ms: ratio ${(own / floor).toFixed(2)}   (aim ≤ 1.3)`,
  );
}
