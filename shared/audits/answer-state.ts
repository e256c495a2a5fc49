import { answerOf, type Finding } from '../cases/finding.ts';
import { coreOf, denies, headOf, isDeficit, isNegative, limits, longestAnswer, sentencesIn, stems } from './finding-words.ts';
import { stateByNumbers, thresholdOf } from './threshold.ts';

/**
 * The state that an answer states beyond doubt, or undefined. Patients speak in a hundred ways ("Not that I know", "No push
 * in it at all"), so only three kinds of answer count: numbers against the limit in the finding's name, a bare yes or no to
 * a question about it, and the finding's own words denied or affirmed. All others are left to the reader.
 */
export function stateByAnswer(finding: Finding): boolean | undefined {
  const answer = answerOf(finding).slice(0, longestAnswer).replace(/’/g, "'").trim();
  if (answer === '') return undefined;
  const limit = thresholdOf(finding.finding);
  if (limit) return stateByNumbers(limit, answer);
  if (isNegative(finding.finding)) return undefined;
  const bare = finding.category === 'history' ? byReply(finding, answer) : byReading(answer, finding.finding);
  return bare ?? byOwnWords(finding.finding, answer);
}

const bareNo =
  /^(?:(?:no|nope|never|none|not at all|nothing|absolutely not|definitely not|no never|not ever|i never (?:have|do|did|had)|nothing like that|none at all|not once|not ever|(?:i|it|he|she|they) (?:don't|do not|haven't|have not|didn't|did not|hasn't|doesn't|isn't))(?:[,.!;]+\s*|\s*$))+$/i;
const firstYes = /^(?:yes|yeah|yep|oh yes|definitely|certainly|of course|absolutely)\b[,.!;]?/i;
/** A yes that goes on to mean less, or something else. */
const takesBack =
  /\b(?:but|except|only|although|though|once|used to|as a child|years ago|before|if|mostly|normal\w*|fine|well|same|usual)\b/i;
/** Questions that a yes or no answers the other way round: they ask whether things are well. */
const asksForWell =
  /^(?:can|could|may|would|will)\b|\b(?:able to|comfortabl\w*|normal\w*|well|fine|all right|alright|freely|as usual|as always|still|up to date|manag\w+|without|any position|helps?|better|ease\w*|stop\w*|go away|let up|settle\w*|same|ever pass\w*|stay)\b/i;
const asksYesOrNo = /\b(?:any|have|has|had|do|does|did|are|is|was|were|ever)\b/i;

function byReply({ question, finding }: { question: string; finding: string }, answer: string): boolean | undefined {
  if (asksForWell.test(question)) return undefined;
  if (isDeficit(finding) && !coreOf(finding).some((word) => stems(question).includes(word))) return undefined;
  if (bareNo.test(answer)) return false;
  const polar = sentencesIn(question).some((part) =>
    /^(?:and |so |tell me, )?(?:any|have|has|had|do|does|did|are|is|was|were)\b/i.test(part),
  );
  if (!polar || !asksYesOrNo.test(question) || /\bor\b/i.test(question)) return undefined;
  if (/^(?:no|nope)\b[,.]/i.test(answer) && healthy.test(answer) && !takesBack.test(answer.replace(healthy, ''))) return false;
  if (firstYes.test(answer) && !denies(answer) && !takesBack.test(answer)) return true;
  return undefined;
}

const bareAbsent =
  /^(?:absent|not present|negative|none|none (?:seen|found|heard|felt)|not (?:seen|found|heard|felt|palpable|detected|elicited))(?: (?:on )?(?:both sides|bilaterally|either side|throughout))?\.?$/i;
const barePresent =
  /^(?:clearly |definitely |strongly )?(?:present|positive)(?: (?:on )?(?:both sides|bilaterally|throughout))?\.?$/i;

const bareNormal =
  /^(?:(?:entirely |completely )?normal|within normal limits|unremarkable|no abnormality(?: (?:seen|detected|found))?)\.?$/i;
const raised = /^(?:raised|elevated|increased|high|enlarged)\b/i;
const notRaised = /^[^.;,]*\bnot (?:raised|elevated|increased|high|enlarged)\.?$/i;

function byReading(answer: string, name: string): boolean | undefined {
  if (bareAbsent.test(answer) || bareNormal.test(answer)) return false;
  if (raised.test(name) && notRaised.test(answer)) return false;
  return barePresent.test(answer) ? true : undefined;
}

const opensDenied =
  /^(?:(?:no|nor|without)\b|there (?:is|was|are|were) no\b|i (?:have|had|get|feel) no\b|(?:i|he|she|patient|the patient)(?:'ve| have| has)? (?:denie[sd]|never (?:have|had|has|get|gets|got|feel|felt))\b|(?:i|he|she) (?:don't|haven't|didn't|hasn't|doesn't) (?:have|had|get|feel|felt|got|notice|noticed)(?: any| a)?\b|no,? (?:i |he |she )?(?:never|no)\b)/i;
const opensAffirmed =
  /^(?:yes,? )?(?:(?:there (?:is|was|are|were)|i (?:have|had|get|feel|do have|'ve had|'ve got)|i've (?:had|got)|he has|she has) (?:(?:an?|some|terrible|awful|bad|severe|this) )*)?/i;

/** The finding's own words, every one of them, in a sentence that opens with a denial, or in one that denies nothing. */
function byOwnWords(name: string, answer: string): boolean | undefined {
  const core = coreOf(name);
  const head = headOf(name);
  if (core.length === 0 || head === undefined) return undefined;
  const sentences = sentencesIn(answer);
  const about = sentences.filter((sentence) => stems(sentence).includes(head));
  const [own] = about;
  if (own === undefined || about.length > 1) return undefined;
  const clauses = own.split(/[,;:]\s*/).map((clause) => clause.replace(/^(?:and|with|but) /i, ''));
  const denied = clauses.find((clause) => opensDenied.test(clause) && stems(clause).includes(head));
  if (denied !== undefined) {
    const limited = limits(withoutName(denied, name)) || takesBack.test(own) || sides.test(withoutName(own, name));
    const elsewhere = sentences.filter((sentence) => sentence !== own);
    if (limited || !elsewhere.every((sentence) => denies(sentence) || healthy.test(sentence))) return undefined;
    return includesAll(stems(denied), core) || deniesMore(denied, name, core) ? false : undefined;
  }
  if (!includesAll(stems(own), core) || limits(withoutName(own, name))) return undefined;
  if (sentences.some((sentence) => denies(sentence) || sentence.includes('?'))) return undefined;
  const told = stems(own.replace(opensAffirmed, ''));
  // One word alone may stand for a test field or an organ ("Nitrite pad stays white"): then nothing else may be said of it.
  if (core.length === 1)
    return told.every((word) => core.includes(word) || affirming.has(word) || /^\d/.test(word)) ? true : undefined;
  return includesAll(told.slice(0, core.length + 1), core) ? true : undefined;
}

/** "No murmur" denies a systolic one too: a denial in no other words than the finding's, and fewer of them. */
const deniesMore = (clause: string, name: string, core: readonly string[]): boolean =>
  !/\b(?:or|and|with)\b|[,/]/i.test(name) &&
  stems(clause.replace(opensDenied, '')).every((word) => core.includes(word) || denying.has(word));

const denying = new Set(
  stems('no not seen heard felt found detected elicited anywhere all either side sides both whatsoever present noted'),
);

/** A denial of one side leaves the other; an affirmation of one side is one. */
const sides = /\b(?:left|right|opposite|upper|lower|front|back|inner|outer)\b/i;
const healthy = /\b(?:normal|clear|healthy|unremarkable|fine|well|soft|equal|symmetrical)\b/i;
const affirming = new Set(
  stems(
    'present positive seen found heard felt marked severe clear definite obvious both sides yes left right small large moderate cm mm loud widespread diffuse bilateral lungs',
  ),
);

const includesAll = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((word) => words.includes(word));

/** Sides and comparisons limit an answer only where the finding's name does not have them itself. */
function withoutName(text: string, name: string): string {
  const own = new Set(stems(name));
  return text
    .split(/\s+/)
    .filter((word) => !stems(word).every((part) => own.has(part)))
    .join(' ');
}
