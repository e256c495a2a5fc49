import { loadLibrary } from '../shared/generation/library/data.ts';
import { writeCase } from '../shared/generation/library/write-case.ts';
import { percentile } from './process.ts';

/** Writes cases in process, two per diagnosis and variant, the first time and again: with and without the rows worked out. */
export function benchLibrary(): void {
  const began = performance.now();
  const library = loadLibrary();
  const loaded = performance.now() - began;
  const round = (seed: number): number[] =>
    [...library.diagnoses.values()].flatMap((known) =>
      (['typical', 'atypical', 'sparse'] as const).map((difficulty) => {
        const start = performance.now();
        writeCase(library, { description: 'A patient', primaryDiagnosis: known.name, seed, difficulty });
        return performance.now() - start;
      }),
    );
  const [first, again] = [round(1), round(2)];
  const show = (times: readonly number[]): string =>
    `p50 ${percentile(times, 0.5).toFixed(2)} ms, p99 ${percentile(times, 0.99).toFixed(2)} ms`;
  console.log(
    `\nlibrary, in process (${library.diagnoses.size} diagnoses, ${library.figures.size} figures, indexed in ${loaded.toFixed(0)} ms)`,
  );
  console.log(`  first case of each: ${show(first)}\n  again:              ${show(again)}   (aim ≤ 20 ms)`);
}
