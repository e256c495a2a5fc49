import type { CaseRecord, Vitals } from '../../../cases/case.ts';
import { cellsOf, isUnestimated, rowOf } from '../../../cases/derive.ts';
import { freshId } from '../../../cases/edits/edit-findings.ts';
import type { Finding, FindingCategory } from '../../../cases/finding.ts';
import { bucketsOf, primaryLeafIndex, priorsOf } from '../../../cases/framework.ts';
import { placeFindings } from '../../../cases/place-findings.ts';
import { AppError } from '../../../errors.ts';
import { citationsOf } from '../citations.ts';
import { type FindingRow, rowInCase } from '../matrix.ts';
import { normalise } from '../normalise.ts';
import type { PackFinding, VitalRanges } from '../pack.ts';
import { packFindingOf } from '../recognise.ts';
import { drawCase } from '../sampling/draw-case.ts';
import { type Candidate, compatible, eligibleFindings } from '../sampling/eligible.ts';
import { recipes } from '../sampling/quotas.ts';
import { leadOf, type Stakes } from '../sampling/stakes.ts';
import { letters, writeFinding } from '../wording/findings.ts';
import { safeFinding } from './safe.ts';
import { statesShown } from './shown.ts';
import { type Scene, writerFor } from './texts.ts';

type Order = Scene & {
  readonly category: FindingCategory;
  readonly kept: readonly string[];
};

/** The findings of one category drawn anew beside those that stay, with their words and likelihoods. */
export function findingsAnew(order: Order): Partial<CaseRecord> {
  const { library, record, place, cast, random, category, kept } = order;
  const { findings, framework } = record;
  const staying = findings.filter((finding) => finding.category !== category || kept.includes(finding.id));
  const leaving = findings.filter((finding) => !staying.includes(finding));
  const drawn = drawBeside(order, staying, leaving);
  const stays = { ...record, findings: staying };
  const writer = writerFor({ record: stays, cast, random });
  const used = findings.map(({ id }) => id);
  const written = drawn.map((candidate) => {
    // The same finding asked in other words is the same finding, with its likelihoods and their history.
    const same = leaving.find((finding) => packFindingOf(place.pack, finding)?.id === candidate.finding.id);
    const id = same?.id ?? freshId(letters[category], used);
    used.push(id);
    return { finding: writeFinding(id, candidate, writer, cast.voice), candidate };
  });
  const rows = new Map(
    written.map(({ finding, candidate }) => [
      finding.id,
      Object.fromEntries(framework.leaves.flatMap((leaf, i) => (candidate.cells[i] ? [[leaf.id, candidate.cells[i]]] : []))),
    ]),
  );
  const listed = placeFindings(
    findings,
    staying,
    written.map(({ finding }) => finding),
    category,
  );
  const likelihoods = Object.fromEntries(listed.map(({ id }) => [id, rows.get(id) ?? record.likelihoods[id] ?? {}]));
  return { findings: listed, likelihoods, citations: citationsOf(library, { framework, likelihoods }) };
}

/** Draws until the primary diagnosis leads where it led before; a case that cannot have that keeps its findings. */
function drawBeside(
  { library, record, place, cast, isSafe, random, category }: Order,
  staying: readonly Finding[],
  leaving: readonly Finding[],
): Candidate[] {
  const { pack, known, places } = place;
  const { framework, generation } = record;
  const stakes: Stakes = {
    priors: priorsOf(framework),
    primary: primaryLeafIndex(framework),
    upperTiers: [1, 2].map((tier) => bucketsOf(framework, tier as 1 | 2).map(({ members }) => members)),
  };
  const candidateOf = (finding: Finding): Candidate => candidateFrom(record, finding, packFindingOf(pack, finding));
  const beside = staying.map(candidateOf);
  const names = new Set(staying.map(({ finding }) => normalise(finding)));
  const states = new Map([...statesShown(place, record.presentation), ...statesByChart(pack.findings, cast.chart.vitals)]);
  const rows = eligibleFindings(pack, known.id, cast.patient).flatMap((candidate): FindingRow[] => {
    if (candidate.category !== category || names.has(normalise(candidate.name))) return [];
    if (states.get(candidate.id) === null || beside.some((other) => !compatible({ finding: candidate }, other))) return [];
    const finding = safeFinding(candidate, isSafe);
    if (!finding) return [];
    const own = leaving.find((one) => packFindingOf(pack, one)?.id === finding.id);
    return own && !isUnestimated(record, own.id)
      ? [{ finding, cells: cellsOf(record, own.id), row: rowOf(record, own.id) }]
      : [rowInCase(library, pack, framework, places, finding)];
  });
  const decided = new Map([...states].flatMap(([id, state]) => (state === null ? [] : [[id, state] as const])));
  const said = new Map([...cast.said.findings].filter(([id, state]) => (decided.get(id) ?? state) === state));
  const here = staying.filter((finding) => finding.category === category).length;
  const wanted = Math.max(here + leaving.length, recipes[generation.difficulty].counts[category]);
  const counts = { history: 0, physical_exam: 0, diagnostic_workup: 0, [category]: wanted - here };
  // A finding whose state nobody has said takes no part in the numbers.
  const stated = beside.filter((_, i) => staying[i]?.present !== null);
  const before = [...stated, ...leaving.filter(({ present }) => present !== null).map(candidateOf)];
  const mustLead = leadOf(before, stakes) >= 0;
  let best: { drawn: Candidate[]; lead: number } | undefined;
  for (let draw = 0; draw < 8 && !(best && best.lead >= 0); draw++) {
    const drawn = drawCase(rows, said, stakes, generation.difficulty, random, { findings: stated, decided, counts });
    const lead = leadOf([...stated, ...drawn], stakes);
    if (!best || lead > best.lead) best = { drawn, lead };
  }
  if (best && (best.lead >= 0 || !mustLead)) return best.drawn;
  throw new AppError(
    'conflict',
    'The built-in library found no such findings with which the primary diagnosis would still lead. Nothing was changed; try another seed, or write another section anew first.',
  );
}

/** A finding that stays, as far as a draw must know it; an author's own is in nobody's way. Its vital signs are on the door chart. */
function candidateFrom(record: CaseRecord, { id, finding: name, category, present }: Finding, known?: PackFinding): Candidate {
  const texts = { ask: [], why: [], present: [], absent: [], mention: [], shows: [] };
  const own: PackFinding = { id: `own ${id}`, category, name, ...texts, p: {}, figures: [], excludes: [] };
  const { vitals: _, ...finding } = known ?? own;
  return { finding, cells: cellsOf(record, id), row: rowOf(record, id), present: present ?? false, fixed: true };
}

const charted: Readonly<Record<keyof VitalRanges, keyof Vitals>> = {
  hr: 'heartRate',
  sbp: 'systolic',
  dbp: 'diastolic',
  rr: 'respiratoryRate',
  temp: 'temperature',
  spo2: 'oxygenSaturation',
  glucose: 'glucose',
};

/** The states that the door chart leaves to findings about vital signs; null where it leaves none. */
function statesByChart(findings: readonly PackFinding[], vitals: Vitals): [id: string, state: boolean | null][] {
  const holds = (ranges: VitalRanges = {}): boolean =>
    (Object.entries(ranges) as [keyof VitalRanges, [number, number] | undefined][]).every(([sign, range]) => {
      const value = vitals[charted[sign]];
      return !range || value === null || (value >= range[0] && value <= range[1]);
    });
  return findings.flatMap((finding): [string, boolean | null][] => {
    if (!finding.vitals) return [];
    const [present, absent] = [holds(finding.vitals.present), holds(finding.vitals.absent)];
    if (present && absent) return [];
    return [[finding.id, present || absent ? present : null]];
  });
}
