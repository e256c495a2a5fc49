/** The words of a finding, as far as an answer that repeats them can be told from one that denies them. */

/** How a finding was looked for: its test or examination says that, the result need not. */
const modality =
  / (?:on|in|at|by) (?:the )?(?:(?:12-lead |first |repeat )?ecg|(?:plain |lateral )?(?:chest |abdominal |hip |knee )?(?:radiograph|x-ray|film)|(?:[\w-]+ )*(?:ct|mri|ultrasound|echocardiography|palpation|auscultation|percussion|inspection|examination|dipstick|monitor|angiography))(?: .*)?$/i;
const plain = new Set(
  'a an the of in on at to with by for from any this that and some my your his her its is are was were'.split(' '),
);

/** One form for a word's plural and common endings; crude on purpose, for both sides are cut alike. */
const stem = (word: string): string => word.replace(/(?:'s|ies|es|s|ing|ed|y)$/, '');

export const stems = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []).filter((word) => !plain.has(word)).map(stem);

/** A noun phrase is shorter than this; what is longer is not read further, so that nobody can make an audit slow. */
export const longestName = 300;
export const longestAnswer = 2_000;

/** What an answer must repeat to speak of this finding: every word of its name but the means of looking. */
export const coreOf = (name: string): string[] =>
  stems(
    name
      .slice(0, longestName)
      .replace(/\s*\([^)]*\)/g, '')
      .replace(modality, '')
      .replace(/ (?:reported|noticed|present|by the patient)$/i, ''),
  );

/** The noun that the finding is a kind of: the last word before the first preposition. */
export const headOf = (name: string): string | undefined =>
  coreOf(
    name
      .slice(0, longestName)
      .replace(
        / (?:of|on|in|at|to|with|after|before|from|over|for|under|behind|between|during|by|when|while|since|that|which|reported|noticed)\b.*$/i,
        '',
      ),
  ).at(-1);

/** A name that says that something is missing or fails: a denial in the answer affirms it. */
export const isNegative = (name: string): boolean =>
  /\b(?:no|not|none|never|nothing|neither|nor|non|without|absen\w*|(?<!\b(?:weight|blood|hair|hearing) )loss|lost|lack\w*|missed|missing|unable|inability|cannot|fail\w*|empty|refus\w*|poor|little|hardly|less|un(?!ilateral|der|ion|us|dulat|if)[a-z]{4,}|in(?:ability|complete|sufficien\w*|continen\w*)|normal|clear|reduced|decreased|impaired|diminished|only|few\w*|-free|free of|negative|quiet|constant\w*|continuous\w*|persist\w*|steady|unrelieved|stopp\w*|retention|constipation|anuria|anosmia|paralysis)\b/i.test(
    name,
  );

/** A deficit: a patient may deny the strength or the feeling, and mean the finding. */
export const isDeficit = (name: string): boolean =>
  /\b(?:weak\w*|stiff\w*|numb\w*|difficulty|deaf\w*|blind\w*|short\w*|tired\w*|thirst|clumsy)\b/i.test(name);

const denial = /\b(?:no|not|none|never|nothing|neither|nor|without|denie[sd]|absent|cannot|negative|\w+n['’]t)\b/i;
export const denies = (clause: string): boolean => denial.test(clause);

/** Words with which an answer limits, dates, compares or lends to somebody else what it says. */
export const limits = (text: string): boolean =>
  /\b(?:as|about|regarding|but|except|apart|other|otherwise|only|just|though|although|however|yet|until|unless|if|less|than|below|under|above|within|equal|same|gone|resolved|settled|normal\w*|usual|clear|free|ago|before|used|once|last|past|earlier|old|always|years?|mother|father|brother|sister|wife|husband|hardly|barely|little|mild|slight\w*|minimal|trace|rather|more|most|excluded|unlikely|disappear\w*|zero|0)\b/i.test(
    text,
  );

export const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[.!?;])\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
