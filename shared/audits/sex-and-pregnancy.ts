import type { CaseRecord, DoorChart } from '../cases/case.ts';
import { answerOf } from '../cases/finding.ts';
import type { Audit, Problem } from './audit.ts';
import { sentencesIn } from './finding-words.ts';
import { answerField, nameField, placed } from './pointers.ts';

const pregnancy =
  /\b(?:pregnan(?:t|cy)|gravid\w*|gestation(?:al)?|intra-?uterine|fetal|foetal|embryo|yolk sac|trimester|ectopic|miscarriage|in labour|postpartum)\b/i;
const female =
  /\b(?:vagina\w*|vulva\w*|uter(?:us|ine)|ovar(?:y|ies|ian)|adnexa\w*|endometri\w*|menstrua\w*|menopaus\w*|menarche|last (?:normal )?period|missed period|period pain|cervical (?:os|motion|smear|excitation|ectopy|discharge)|contracepti\w*|the pill|tampon|breastfeeding)\b/i;
const male =
  /\b(?:prostat\w*|testi(?:s|cle|cles|cular)|scrot(?:um|al)|epididym\w*|penis|penile|spermatic|cremasteric|foreskin|circumcis\w*|uncircumcised|erecti(?:on|le))\b/i;
/** A relative may be pregnant, and everybody was born. */
const notOwn = /\b(?:family|mother|sister|wife|partner|daughter|girlfriend|born|birth|husband|son|father|brother)\b/i;
/** The patient's own pregnancy, as a narrative or an answer tells it. */
const saysPregnant = [
  /\b(?:she|he|patient|who) (?:is|was) (?:(?:now|about|currently|\w+) )?(?:\d+ )?(?:weeks? |months? )?pregnant\b/i,
  /\bI(?:'m| am) (?:(?:now|about|currently|\w+) )?(?:\d+ )?(?:weeks? |months? )?pregnant\b/i,
  /^(?:an? )?(?:\S+ ){0,3}pregnant (?:woman|patient|girl|man|boy)\b/i,
];
const fertile = { from: 10, to: 55 };

type Place = { readonly fields: readonly string[]; readonly what: string };

const problem = (id: string, sentence: string, fields: readonly string[]): Problem => ({
  id,
  severity: 'warning',
  sentence,
  fields,
});
const sexField = '/case_details/door_chart/sex';
const ageField = '/case_details/door_chart/age';

/** Findings that this sex has no organ for, and pregnancies in a man or outside the fertile years. */
export const sexAndPregnancy: Audit = (record) => {
  const { doorChart } = record;
  if (!doorChart) return [];
  const { sex } = doorChart;
  const organs = placed(record.findings).flatMap((place): Problem[] => {
    const { finding } = place.finding;
    if (notOwn.test(finding)) return [];
    const foreign = sex === 'male' ? female : male;
    if (!foreign.test(finding)) return [];
    return [
      problem('sex-against-finding', `The door chart says ${sex}; “${finding}” cannot be asked of this patient.`, [
        nameField(place),
        sexField,
      ]),
    ];
  });
  return [...organs, ...pregnancies(record).flatMap((place) => pregnancyProblem(place, doorChart))];
};

function pregnancies({ findings, presentation, title }: CaseRecord): Place[] {
  const told = [
    { field: '/case_details/title', text: title },
    { field: '/case_details/presentation', text: presentation },
  ].filter(({ text }) => isPregnant(text));
  const found = placed(findings).filter(({ finding }) => {
    if (isPregnant(answerOf(finding))) return true;
    // "Diabetes, pregnancy or a catheter" is present by any of them.
    return (
      finding.present === true &&
      pregnancy.test(finding.finding) &&
      !notOwn.test(finding.finding) &&
      !/\b(?:no|not|negative|without|or|and)\b|,/i.test(finding.finding)
    );
  });
  return [
    ...told.map(({ field }) => ({ fields: [field], what: 'the narrative' })),
    ...found.map((place) => ({
      fields: [isPregnant(answerOf(place.finding)) ? answerField(place) : nameField(place)],
      what: `“${place.finding.finding}”`,
    })),
  ];
}

const isPregnant = (text: string): boolean =>
  sentencesIn(text.replace(/’/g, "'")).some(
    (sentence) =>
      saysPregnant.some((pattern) => pattern.test(sentence)) &&
      !/\b(?:not|never|if|whether|think|thought)\b|n't\b|\?/i.test(sentence),
  );

function pregnancyProblem({ fields, what }: Place, { sex, age }: DoorChart): Problem[] {
  if (sex === 'male')
    return [
      problem('pregnancy-contradiction', `The door chart says male, and ${what} tells of a pregnancy.`, [...fields, sexField]),
    ];
  if (age >= fertile.from && age <= fertile.to) return [];
  return [
    problem('pregnancy-contradiction', `The patient is ${Math.floor(age)} years old, and ${what} tells of a pregnancy.`, [
      ...fields,
      ageField,
    ]),
  ];
}
