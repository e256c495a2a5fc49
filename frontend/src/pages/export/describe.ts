type Described = { readonly title: string; readonly who: string; readonly group: string };

const people = 'For people';
const simulator = 'For the simulator and other programs';

const known: Readonly<Record<string, Omit<Described, 'group'>>> = {
  feature_lr_matrix_csv: { title: 'LR matrix (CSV)', who: 'For the companion simulator: one tier, findings by diagnoses.' },
  feature_lr_matrix_excel: {
    title: 'Workbook (Excel)',
    who: 'For teachers who want to change a number and see it move: all tiers, priors, sources, live Bayes.',
  },
  prior_probabilities_json: { title: 'Priors (JSON)', who: 'For the simulator’s form: probabilities that sum to exactly 1.' },
  lr_provenance_csv: {
    title: 'Sources of the LRs (CSV)',
    who: 'For whoever asks where a number comes from: citation, interval, previous value.',
  },
  case_json: { title: 'The whole case (JSON)', who: 'For taking it elsewhere: it can be imported again as it is.' },
  all_files: { title: 'Everything (ZIP)', who: 'For keeping: every file of this list in one archive.' },
  output_files: { title: 'Three JSON files', who: 'For programs of the older system, at full precision.' },
  case_summary_txt: { title: 'Case summary (text)', who: 'For authors: it names the diagnosis.' },
};

const papers: readonly [pattern: RegExp, title: string, who: string][] = [
  [/door.?chart|learner/, 'Door chart', 'For the learner: all that is known before going in.'],
  [/patient.?actor|script/, 'Script for the patient', 'For whoever plays the patient; it does not name the diagnosis.'],
  [/examiner|checklist/, 'Examiner’s checklist', 'For whoever observes and scores.'],
  [/osce.?pack/, 'The whole station', 'For whoever prints an OSCE: all four papers, one after the other.'],
  [/answer.?key|author/, 'Answer key', 'For authors and the debriefing: diagnosis, reasoning and sources.'],
];

/** Who a file is for, in a line. A format that this page does not know yet is named as the API names it. */
export function describe(name: string): Described {
  const plain = known[name];
  if (plain) return { ...plain, group: name === 'case_summary_txt' ? people : simulator };
  const paper = papers.find(([pattern]) => pattern.test(name));
  const kind = /pdf$/.test(name) ? ' (PDF)' : /html$/.test(name) ? ' (page)' : '';
  if (paper) return { title: `${paper[1]}${kind}`, who: paper[2], group: people };
  return { title: name.replaceAll('_', ' '), who: 'A further format of the API.', group: simulator };
}
