import type { CaseRecord } from '../case.ts';
import { DoorChart } from '../case.ts';
import type { Finding, FindingCategory } from '../finding.ts';
import { camelKeys } from '../key-case.ts';
import { addFinding, removeFinding, setFinding } from './edit-findings.ts';
import type { DetailsPatch } from './lists.ts';
import { matchItems } from './match-items.ts';
import { refuse } from './refusal.ts';

type Item = NonNullable<
  DetailsPatch['history_questions'] | DetailsPatch['physical_exam_findings'] | DetailsPatch['diagnostic_workup']
>[number];

const lists = [
  ['history_questions', 'history'],
  ['physical_exam_findings', 'physical_exam'],
  ['diagnostic_workup', 'diagnostic_workup'],
] as const satisfies readonly [keyof DetailsPatch, FindingCategory][];

/** The parts of the details that were given; the others stay. A list that is given is the whole list of its category. */
export function editDetails(record: CaseRecord, patch: DetailsPatch): CaseRecord {
  const words = {
    ...record,
    ...(patch.title === undefined ? {} : { title: patch.title }),
    ...(patch.presentation === undefined ? {} : { presentation: patch.presentation }),
    ...(patch.patient_personality === undefined ? {} : { patientPersonality: patch.patient_personality }),
    ...(patch.objectives === undefined ? {} : { objectives: patch.objectives }),
    ...(patch.door_chart === undefined ? {} : { doorChart: editedChart(record.doorChart, patch.door_chart) }),
  };
  const listed = lists.reduce((current, [list, category]) => {
    const items = patch[list];
    return items === undefined ? current : editCategory(current, category, items, list);
  }, words);
  return patch.finding_order === undefined ? listed : ordered(listed, patch.finding_order);
}

function editedChart(chart: DoorChart | null, patch: NonNullable<DetailsPatch['door_chart']>): DoorChart {
  const { vitals, ...rest } = camelKeys(patch) as Partial<DoorChart>;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const parsed = DoorChart.safeParse({ ...chart, ...given, vitals: { ...chart?.vitals, ...vitals } });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`case_details.door_chart.${issue?.path.join('.') ?? ''}`, 'is missing: a new door chart needs every part');
}

function editCategory(record: CaseRecord, category: FindingCategory, items: readonly Item[], path: string): CaseRecord {
  const there = record.findings.filter((finding) => finding.category === category);
  const partners = matchItems(items, there, {
    idOf: ({ id }) => id,
    wordsOf: (item) => [askedIn(item), item.finding],
    wordsThere: (finding) => [askedOf(finding), finding.finding],
  });
  const kept = new Set(partners);
  const cleared = there
    .filter((_, i) => !kept.has(i))
    .reduce((current, { id }) => removeFinding(current, { op: 'remove-finding', finding_id: id }), record);
  const ids: string[] = [];
  const edited = items.reduce((current, { id, finding, ...words }, i) => {
    const partner = there[partners[i] ?? -1];
    if (partner) {
      ids.push(partner.id);
      return setFinding(current, { op: 'set-finding', finding_id: partner.id, finding, ...words });
    }
    if (id !== undefined && current.findings.some((one) => one.id === id))
      throw refuse(`${path}.${i}.id`, `${id} is the id of a finding in another list`);
    const next = addFinding(current, {
      op: 'add-finding',
      category,
      ...words,
      finding: finding ?? phraseOf(askedIn({ ...words })),
      ...(id === undefined ? {} : { finding_id: id }),
    });
    ids.push(next.findings.at(-1)?.id ?? '');
    return next;
  }, cleared);
  return inPlaces(edited, category, ids);
}

const askedIn = (item: Partial<Pick<Item, 'question' | 'examination' | 'test'>>): string =>
  item.question ?? item.examination ?? item.test ?? '';
const askedOf = (finding: Finding): string =>
  finding.category === 'history' ? finding.question : finding.category === 'physical_exam' ? finding.examination : finding.test;

/** A name for a finding that came without one: what is asked, short enough for a name. An audit asks for its state. */
const phraseOf = (asked: string): string => asked.trim().replace(/\?+$/, '').slice(0, 200) || 'unnamed finding';

/** The findings of one category in the order of their list, in the places that this category has in the case's order. */
function inPlaces(record: CaseRecord, category: FindingCategory, ids: readonly string[]): CaseRecord {
  const byId = new Map(record.findings.map((finding) => [finding.id, finding]));
  const queue = [...ids];
  const findings = record.findings.flatMap((finding) => {
    if (finding.category !== category) return [finding];
    const next = byId.get(queue.shift() ?? '');
    return next ? [next] : [];
  });
  return { ...record, findings };
}

/** Findings in the order that was given; ones that it does not name come last, as they stood. */
function ordered(record: CaseRecord, order: readonly string[]): CaseRecord {
  const place = new Map(order.map((id, i) => [id, i]));
  const findings = record.findings.toSorted((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
  return { ...record, findings };
}
