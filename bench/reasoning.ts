/** `npm run bench:reasoning`: what analyzing a case costs in process, and how that grows with its findings. */
import { analyzeCase } from '../shared/cases/analyze-case.ts';
import type { CaseRecord, LikelihoodCell } from '../shared/cases/case.ts';
import type { Finding } from '../shared/cases/finding.ts';
import { loadLibrary } from '../shared/generation/library/data.ts';
import { writeCase } from '../shared/generation/library/write-case.ts';
import { analysisBody } from '../shared/http/analysis-body.ts';
import { percentile } from './process.ts';

const leaves = 12;
const library = loadLibrary();
const written = [...library.diagnoses.values()]
  .slice(0, 60)
  .map(({ name }) =>
    writeCase(library, { description: 'A person of 60', primaryDiagnosis: name, seed: 1, difficulty: 'typical' }),
  );
const [model] = written;
/** Findings of the library, each wording once: repeated ones would all be pairs that measure the same. */
const wordings = [...new Map(written.flatMap(({ findings }) => findings).map((finding) => [finding.finding, finding])).values()];

/** A case of so many findings on 12 leaves under 8 and 5 buckets, with numbers that look like a case's. */
function caseOf(count: number): CaseRecord {
  if (!model) throw new Error('the library has no diagnoses');
  const tier1 = range(5).map((i) => ({ id: `a${i}`, name: `Broad ${i}`, description: '' }));
  const tier2 = range(8).map((i) => ({ id: `b${i}`, name: `Specific ${i}`, description: '', parentId: `a${i % 5}` }));
  const weights = range(leaves).map((i) => 1 / (i + 2));
  const total = weights.reduce((a, b) => a + b, 0);
  const provenance = { source: 'library_estimate' as const, basis: 'clinical' as const };
  const findings = range(count).map((i): Finding => {
    // Steps of a prime through the list: neighbours come from one case, and are few.
    const words = wordings[(i * 17) % wordings.length];
    if (!words) throw new Error('the library has no findings');
    return { ...words, id: `f${i}`, present: i % 3 !== 0 };
  });
  const cell = (finding: number, leaf: number): LikelihoodCell => {
    const wave = Math.sin(finding * 12.9898 + leaf * 78.233) * 43758.5453;
    return { probability: 0.05 + 0.9 * (wave - Math.floor(wave)), provenance };
  };
  return {
    ...model,
    findings,
    framework: {
      tier1,
      tier2,
      leaves: range(leaves).map((i) => ({
        id: `c${i}`,
        name: `Precise ${i}`,
        description: '',
        parentId: `b${i % 8}`,
        prior: (weights[i] ?? 0) / total,
        provenance: { source: 'library_estimate', reason: 'bench' },
      })),
      primaryLeafId: 'c0',
    },
    likelihoods: Object.fromEntries(
      findings.map(({ id }, f) => [id, Object.fromEntries(range(leaves).map((leaf) => [`c${leaf}`, cell(f, leaf)]))]),
    ),
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

for (const round of range(60)) JSON.stringify(analysisBody(analyzeCase(caseOf(20 + (round % 20)))));
console.log(`analysis of a case with ${leaves} leaves in three tiers, in process`);
let previous: { count: number; p50: number } | undefined;
for (const count of [10, 30, 100, 300]) {
  const record = caseOf(count);
  const rounds = Math.max(20, Math.round(6_000 / count));
  const times = range(rounds).map(() => timed(() => analyzeCase(record)));
  const [p10, p50, p99] = [percentile(times, 0.1), percentile(times, 0.5), percentile(times, 0.99)];
  const analysis = analyzeCase(record);
  const bars = percentile(
    range(Math.ceil(rounds / 4)).map(() => timed(() => analysis.tiers.map((tier) => tier.sensitivity()))),
    0.5,
  );
  const text = JSON.stringify(analysisBody(analysis));
  const written = percentile(
    range(20).map(() => timed(() => JSON.stringify(analysisBody(analysis)))),
    0.5,
  );
  const growth = previous ? `, × ${(p50 / previous.p50).toFixed(1)} for × ${(count / previous.count).toFixed(1)} findings` : '';
  const aim = count === 30 ? '   (aim ≤ 2 ms p50)' : '';
  console.log(
    `  ${count} findings: p50 ${p50.toFixed(2)} ms (p10 ${p10.toFixed(2)}), p99 ${p99.toFixed(2)} ms${growth}; sensitivity besides ${bars.toFixed(2)} ms; reply ${(text.length / 1024).toFixed(0)} KiB with it written in ${written.toFixed(2)} ms${aim}`,
  );
  previous = { count, p50 };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
