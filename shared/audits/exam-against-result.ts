import { answerOf } from '../cases/finding.ts';
import type { Audit, Problem } from './audit.ts';
import { answerField, type PlacedFinding, placed } from './pointers.ts';
import { onlySide } from './sides.ts';

/** Signs and results that cannot both be so in one patient at one time. Each is about what clinicians would query at once. */
type Contradiction = {
  readonly sign: RegExp;
  /** Whether the sign is there, or not, where it meets the result. */
  readonly present: boolean;
  readonly test: RegExp;
  readonly result: (answer: string, place: PlacedFinding) => boolean;
  readonly why: string;
};

const first = (answer: string, pattern: RegExp): number =>
  Number(pattern.exec(answer.replace(/\([^)]*\)/g, ' '))?.[1] ?? Number.NaN);
const hedged =
  /\b(?:irregular\w*|ectop\w*|extra\w*|premature|paroxysm\w*|block|pauses?|runs? of|flutter|fibrillat\w*|not|earlier)\b/i;

const contradictions: readonly Contradiction[] = [
  {
    sign: /\birregular(?:ly irregular)? pulse\b/i,
    present: true,
    test: /^(?:12-lead |resting )?(?:ECG|electrocardiogram)$/i,
    result: (answer) => /\bsinus rhythm\b|^regular\b/i.test(answer) && !hedged.test(answer),
    why: 'the pulse is irregular and the tracing regular',
  },
  {
    sign: /\birregular(?:ly irregular)? pulse\b/i,
    present: false,
    test: /^(?:12-lead |resting )?(?:ECG|electrocardiogram)$/i,
    result: (_, { finding }) =>
      finding.present === true && /\batrial fibrillation\b|\birregular\b.*\bwithout P waves\b/i.test(finding.finding),
    why: 'the pulse is regular and the tracing irregular',
  },
  {
    sign: /\b(?:jaundice|icter\w*|yellow sclerae)\b/i,
    present: true,
    test: /^(?:serum |total |plasma )*bilirubin\b(?!.*urine)/i,
    result: (answer) => first(answer, /(\d+(?:\.\d+)?) ?[µμ]mol\/L/) < 25,
    why: 'jaundice is not seen at this bilirubin',
  },
  {
    sign: /\b(?:gravid|pregnant) uterus\b|\bfundal height\b/i,
    present: true,
    test: /\bpregnancy test\b|\bhCG\b/i,
    result: (answer) => /^(?:(?:clearly )?negative|not pregnant|< ?5\b|below 5\b)/i.test(answer.trim()),
    why: 'the uterus is gravid and the pregnancy test negative',
  },
];

/** Parts of the body of which there are two, by the words of an examination and of a test. */
const paired: readonly (readonly [part: string, words: RegExp])[] = [
  ['lung', /\b(?:lungs?|chest|breath sounds|percussion|pleural?|thora\w+)\b/i],
  ['kidney', /\b(?:kidneys?|loins?|flanks?|renal|ureters?|urinary tract)\b/i],
  ['testis', /\b(?:test(?:is|es|icles?|icular)|scrot\w+)\b/i],
  ['leg', /\b(?:legs?|calf|calves|thighs?|leg veins)\b/i],
];
/** The windpipe goes to the other side, and pain is referred. */
const crossing =
  /\b(?:trachea\w*|deviat\w*|shift\w*|displac\w*|push\w*|away|opposite|contralateral|refer\w*|cross\w*|than the|compared)\b/i;

/** An examination against the results of tests: signs that contradict a result, and findings on opposite sides. */
export const examAgainstResult: Audit = ({ findings }) => {
  const places = placed(findings);
  const exams = places.filter(({ finding }) => finding.category === 'physical_exam' && finding.present !== null);
  const tests = places.filter(({ finding }) => finding.category === 'diagnostic_workup' && finding.present !== null);
  return exams.flatMap((exam) =>
    tests.flatMap((test): Problem[] => {
      const why = contradictionOf(exam, test) ?? oppositeSides(exam, test);
      if (why === undefined) return [];
      const [sign, result] = [shown(answerOf(exam.finding)), shown(answerOf(test.finding))];
      return [
        {
          id: 'exam-against-result',
          severity: 'warning',
          sentence: `The examination says “${sign}”, the test “${result}”: ${why}; change one of them.`,
          fields: [answerField(exam), answerField(test)],
        },
      ];
    }),
  );
};

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text);

const testOf = ({ finding }: PlacedFinding): string => (finding.category === 'diagnostic_workup' ? finding.test.trim() : '');

const contradictionOf = (exam: PlacedFinding, test: PlacedFinding): string | undefined =>
  contradictions.find(
    ({ sign, present, test: asked, result }) =>
      exam.finding.present === present &&
      sign.test(exam.finding.finding) &&
      asked.test(testOf(test)) &&
      result(answerOf(test.finding), test),
  )?.why;

function oppositeSides(exam: PlacedFinding, test: PlacedFinding): string | undefined {
  const [sign, result] = [answerOf(exam.finding), answerOf(test.finding)];
  if (!exam.finding.present || !test.finding.present || crossing.test(sign) || crossing.test(result)) return undefined;
  const [one, other] = [onlySide(sign), onlySide(result)];
  if (one === undefined || other === undefined || one === other) return undefined;
  const looked = exam.finding.category === 'physical_exam' ? exam.finding.examination : '';
  const part = paired.find(([, words]) => words.test(`${looked} ${sign}`) && words.test(`${testOf(test)} ${result}`))?.[0];
  return part && `one finds the ${one} ${part}, the other the ${other}`;
}
