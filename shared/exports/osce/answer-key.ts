import type { ViewFor } from '../../cases/audience.ts';
import type { Provenance } from '../../cases/provenance.ts';
import type { Belief, Evidence } from './evidence.ts';
import { type Block, cell, type Sheet, section, type Table, whole } from './sheet.ts';
import { capital, patientOf, percent, ratioFigure, stateOf } from './words.ts';

type View = ViewFor<'author'>;
type Row = { readonly id: string; readonly finding: string; readonly present: boolean | null };

/** Columns of figures that fit beside the findings' names. */
const matrixColumns = 12;

/** The whole reckoning for those who teach with the case: differential before and after, ratios in force, sources. */
export function answerKeySheet(view: View, evidence: Evidence): Sheet {
  const ranked = evidence.buckets[3].toSorted((a, b) => b.posterior - a.posterior || b.prior - a.prior);
  const rows: Row[] = [...view.historyQuestions, ...view.physicalExamFindings, ...view.diagnosticWorkup];
  const papers = citedIn(view, rows, evidence);
  return {
    name: 'answer-key',
    reader: 'For faculty · not for candidates, not for the simulated patient',
    title: view.title,
    blocks: [
      { kind: 'facts', items: factsOf(view) },
      ...whole('Differential diagnosis', differentialTable(view, evidence, ranked), {
        kind: 'text',
        text: independence,
        tone: 'note',
      }),
      ...whole('Broad groups', groupTable(evidence)),
      ...section('What each finding does to the diagnosis', findingTable(rows, evidence, papers)),
      ...whole(
        'Likelihood ratios in force, every finding and diagnosis',
        { kind: 'text', text: matrixLegend, tone: 'plain' },
        ...matrixTables(view, rows, evidence, ranked),
      ),
      ...section('Teaching points', { kind: 'list', ordered: false, items: view.objectives }),
      ...section('Sources', { kind: 'list', ordered: true, items: papers.map(({ line }) => line) }),
    ],
  };
}

const independence =
  'After: once every finding of this case is known. Findings are taken as independent given the diagnosis. They are not quite, so a final probability says which diagnosis leads and by how much, rather than how certain anybody may be.';
const matrixLegend =
  'Columns are numbered as in the differential. Above 1 a finding, as it is in this patient, makes the diagnosis likelier; below 1 less likely. “Absent” findings show LR−.';

const factsOf = (view: View): (readonly [string, string])[] => {
  const also = [...view.primaryAliases.names, ...view.primaryAliases.abbreviations];
  return [
    ['Diagnosis', capital(view.primaryDiagnosis)],
    ...(also.length > 0 ? [['Also called', also.join(' · ')] as const] : []),
    ...(view.doorChart ? [['Patient', patientOf(view.doorChart)] as const] : []),
    ['Asked for', view.description],
    [
      'Written by',
      `${view.generation.model}, as a${view.generation.difficulty === 'atypical' ? 'n' : ''} ${view.generation.difficulty} case${view.generation.seed === null ? '' : `, seed ${view.generation.seed}`}`,
    ],
  ];
};

function differentialTable({ framework }: View, { buckets }: Evidence, ranked: readonly Belief[]): Table {
  const groups = new Map(buckets[2].map(({ id, name }) => [id, name]));
  return {
    kind: 'table',
    caption: 'Differential diagnosis, likeliest first',
    columns: [
      { heading: 'No.', width: 7, align: 'end' },
      { heading: 'Diagnosis', width: 38 },
      { heading: 'Group', width: 31 },
      { heading: 'Before', width: 12, align: 'end' },
      { heading: 'After', width: 12, align: 'end' },
    ],
    rows: ranked.map(({ id, name, parentId, prior, posterior }, i) => [
      cell(`${i + 1}`),
      id === framework.primaryLeafId ? cell(name, 'the diagnosis of this case') : cell(name),
      cell(groups.get(parentId ?? '') ?? ''),
      cell(percent(prior)),
      cell(percent(posterior)),
    ]),
  };
}

const groupTable = ({ buckets }: Evidence): Table => ({
  kind: 'table',
  caption: 'Broad groups before and after all findings',
  columns: [
    { heading: 'Group', width: 76 },
    { heading: 'Before', width: 12, align: 'end' },
    { heading: 'After', width: 12, align: 'end' },
  ],
  rows: buckets[1].map(({ name, prior, posterior }) => [cell(name), cell(percent(prior)), cell(percent(posterior))]),
});

const findingTable = (rows: readonly Row[], { findings }: Evidence, papers: readonly Paper[]): Table => ({
  kind: 'table',
  caption: 'Findings with their likelihood ratio in force for the diagnosis, and where it comes from',
  columns: [
    { heading: 'Finding', width: 44 },
    { heading: 'Here', width: 12 },
    { heading: 'LR', width: 9, align: 'end' },
    { heading: 'Source', width: 35 },
  ],
  rows: rows.map(({ id, finding, present }) => {
    const weight = findings.get(id);
    if (!weight) return [cell(finding), cell(stateOf(present)), cell('–'), cell('takes no part in the numbers')];
    const { ratio, provenance, interval } = weight;
    const printed = interval ? `, 95 % CI ${interval[0]} to ${interval[1]}` : '';
    return [cell(finding), cell(stateOf(present)), cell(ratioFigure(ratio)), cell(`${sourceOf(provenance, papers)}${printed}`)];
  }),
});

function matrixTables(
  { framework }: View,
  rows: readonly Row[],
  { buckets, ratios }: Evidence,
  ranked: readonly Belief[],
): Block[] {
  const placeOf = ranked.map(({ id }) => buckets[3].findIndex((leaf) => leaf.id === id));
  const stated = rows.filter(({ id }) => ratios.has(id));
  const parts = Array.from({ length: Math.ceil(ranked.length / matrixColumns) }, (_, i) => i * matrixColumns);
  return parts.map((from): Table => {
    const here = placeOf.slice(from, from + matrixColumns);
    const width = Math.floor(66 / Math.max(here.length, 8));
    return {
      kind: 'table',
      caption: `Likelihood ratios in force, diagnoses ${from + 1} to ${from + here.length}`,
      dense: true,
      columns: [
        { heading: 'Finding', width: 100 - width * here.length },
        ...here.map((place, i) => ({
          heading: `${from + i + 1}${framework.leaves[place]?.id === framework.primaryLeafId ? '*' : ''}`,
          width,
          align: 'end' as const,
        })),
      ],
      rows: stated.map(({ id, finding, present }) => [
        cell(present ? finding : `${finding} (absent)`),
        ...here.map((place) => cell(ratioFigure(ratios.get(id)?.[place] ?? Number.NaN))),
      ]),
    };
  });
}

type Paper = { readonly id: string; readonly line: string };

/** The papers of the findings first, in their order, so that numbers rise down the page; then the others. */
function citedIn({ citations }: View, rows: readonly Row[], { findings }: Evidence): Paper[] {
  const first = rows.flatMap(({ id }) => {
    const provenance = findings.get(id)?.provenance;
    return provenance ? citedBy(provenance) : [];
  });
  const known = new Map(citations.map((paper) => [paper.id, paper]));
  return [...new Set([...first, ...known.keys()])].map((id) => {
    const paper = known.get(id);
    const ids = [paper?.pmid && `PMID ${paper.pmid}`, paper?.doi && `doi:${paper.doi}`].filter((part) => part);
    return { id, line: [paper?.text ?? id, ...ids].join('. ') };
  });
}

const citedBy = (provenance: Provenance): readonly string[] => (provenance.source === 'published' ? provenance.citations : []);

function sourceOf(provenance: Provenance, papers: readonly Paper[]): string {
  switch (provenance.source) {
    case 'published':
      return `published [${provenance.citations.map((id) => papers.findIndex((paper) => paper.id === id) + 1).join(', ')}]`;
    case 'library_estimate':
      return provenance.basis === 'derived' ? 'derived from published figures' : 'estimate of the library';
    case 'model_estimate':
      return `estimate of ${provenance.model}`;
    case 'not_estimated':
      return 'not estimated yet';
    case 'author':
      return `typed by ${provenance.who}`;
  }
}
