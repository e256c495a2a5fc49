import { answerOf, type Finding } from '../cases/finding.ts';
import type { Audit, Problem } from './audit.ts';
import { longestAnswer } from './finding-words.ts';
import { answerField, nameField, placed } from './pointers.ts';
import { onlySide } from './sides.ts';

/** An answer that contradicts itself, its own test, or the side that its finding names. */
export const resultAgainstItself: Audit = ({ findings }) =>
  placed(findings).flatMap((place): Problem[] => {
    const { finding } = place;
    const problem = (id: string, sentence: string, fields: string[]): Problem => ({ id, severity: 'warning', sentence, fields });
    const answer = answerOf(finding).slice(0, longestAnswer);
    const outside = againstReference(answer);
    const foreign = notOfItsTest(finding, answer);
    const sides = otherSide(finding, answer);
    return [
      ...(outside
        ? [
            problem('result-against-reference', `“${shown(answer)}”: ${outside}; change the value or the word.`, [
              answerField(place),
            ]),
          ]
        : []),
      ...(foreign
        ? [
            problem(
              'result-of-another-test',
              `“${shown(answer)}” is ${foreign}, which “${foreign && askedOf(finding)}” does not give; change the test or its result.`,
              [answerField(place)],
            ),
          ]
        : []),
      ...(sides
        ? [
            problem(
              'side-against-answer',
              `“${finding.finding}” is present, yet “${shown(answer)}” speaks of the ${sides} side; name one side in both.`,
              [answerField(place), nameField(place)],
            ),
          ]
        : []),
    ];
  });

const shown = (text: string): string => (text.length > 100 ? `${text.slice(0, 97)}…` : text);
const askedOf = (finding: Finding): string =>
  finding.category === 'diagnostic_workup'
    ? finding.test
    : finding.category === 'physical_exam'
      ? finding.examination
      : finding.question;

const number = '(\\d+(?:[.,]\\d+)?)';
const range = new RegExp(
  `^[^\\d(]{0,40}${number}(?: ?[x×] ?10[⁹¹²⁶0-9^]*)?[^\\d(]{0,20}\\((?:(?:reference|ref|normal|range)[ :]*)?(?:${number} ?(?:[-–]|to) ?${number}|(<|below|under|up to|upper (?:reference|limit)(?: of)?|reference below) ?${number})`,
  'i',
);
const saysNormal = /\b(?:normal|within (?:the )?(?:normal |reference )?(?:range|limits)|in range|unremarkable)\b/i;
const saysRaised = /\b(?:raised|elevated|high|increased)\b/i;
const saysLow = /\b(?:low|reduced|decreased)\b/i;
/** What is said of this value after its reference; another value may stand behind the comma. */
const verdict =
  /^[^)]*\)(?:[^,;.]+|[,;]? *(?:and )?(?:quite |clearly |slightly )?(?:normal|within|in range|unremarkable|raised|elevated|high|increased|low|reduced|decreased)\b)/i;
const denied = /\b(?:not|no|never|nor|without|neither|hardly|upper|highly|slowly|high-sensitivity|low-grade)\b/i;

/** One value with its own reference beside it, and a word that says the contrary. */
function againstReference(answer: string): string | undefined {
  const [whole, value, low, high, , limit] = range.exec(answer) ?? [];
  if (whole === undefined || denied.test(answer)) return undefined;
  const [at, from, to] = [toNumber(value), low === undefined ? 0 : toNumber(low), toNumber(high ?? limit)];
  const rest = `${whole.replace(/\([^)]*$/, '')} ${verdict.exec(answer.slice(whole.length))?.[0] ?? ''}`;
  const where = at > to ? 'above' : at < from ? 'below' : 'within';
  if (where !== 'within' && saysNormal.test(rest)) return `the value lies ${where} its own reference and is called normal`;
  if (where !== 'above' && saysRaised.test(rest)) return 'the value is called raised and does not lie above its own reference';
  if (where !== 'below' && low !== undefined && saysLow.test(rest))
    return 'the value is called low and does not lie below its own reference';
  return undefined;
}

const toNumber = (digits = ''): number => Number(digits.replace(',', '.'));

const pictures =
  /\b(?:radiograph|x-?ray|ultrasound|CT|MRI|angiograph\w*|echocardiograph\w*|ECG|electrocardiogram|EEG|endoscop\w*|gastroscop\w*|colonoscop\w*|scan)\b/i;
const laboratory =
  /^(?:serum |plasma |blood |high-sensitivity )*(?:troponin\w*(?: [TI])?|D-dimer|C-reactive protein|CRP|lactate|lipase|amylase|creatinine|sodium|potassium|h(?:a)?emoglobin|white cell count|platelet count|bilirubin|albumin|calcium|glucose|BNP|NT-proBNP|procalcitonin|ESR)(?: (?:at|on) (?:arrival|admission|presentation))?$/i;
const onlyValue = new RegExp(`^[<>≤≥]? ?${number} ?(?:[nµμpm]?g|[mµμn]?mol|I?U|m?IU|mEq)/(?:m?L|dL|l)\\b[^;.]{0,40}\\.?$`, 'i');
const picture =
  /\b(?:ST[- ](?:segment )?(?:elevation|depression)|T[- ]wave|sinus rhythm|QRS|opacit\w+|consolidation|fractures?|dilated|effusion|infiltrat\w+|collapse|lucen\w+|hyperechoic|thrombus|filling defect|mediastin\w+|cardiomegaly)\b/i;

function notOfItsTest(finding: Finding, answer: string): string | undefined {
  if (finding.category !== 'diagnostic_workup') return undefined;
  const test = finding.test.trim();
  if (
    pictures.test(test) &&
    !/\b(?:with|and|after|before|serum|glucose|score|stress|contrast)\b/i.test(test) &&
    onlyValue.test(answer.trim())
  )
    return 'a laboratory value';
  return laboratory.test(test) && picture.test(answer) && !/\d/.test(answer) ? 'a picture or a tracing' : undefined;
}

function otherSide({ present, finding }: Finding, answer: string): string | undefined {
  const [named, said] = [onlySide(finding), onlySide(answer)];
  return present && named && said && named !== said ? said : undefined;
}
