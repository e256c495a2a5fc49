import { isDenied } from './negation.ts';

export type Comorbidity = {
  /** How a note would put it after "known for". */
  readonly words: string;
  /** Names of history findings that it makes true. */
  readonly finding: RegExp;
};

/** Past illness and habits that an author may name: how they are written, how a note puts them, and what they say of findings. */
const lexicon: readonly [written: RegExp, words: string, finding: RegExp][] = [
  [/\b(type 1 diabet\w*|T1DM)\b/i, 'type 1 diabetes', /\bdiabet/i],
  [/\b(diabet\w*|T2DM|type 2 diabet\w*)\b/i, 'diabetes', /\bdiabet/i],
  [/\b(hypertensi(?:on|ve)|high blood pressure|HTN)\b/i, 'high blood pressure', /\bhypertension|high blood pressure/i],
  [/\b(hyperlipid\w*|dyslipid\w*|high cholesterol|hypercholesterol\w*)\b/i, 'high cholesterol', /lipid|cholesterol/i],
  [/\b(asthma(?:tic)?)\b/i, 'asthma', /\basthma/i],
  [/\b(COPD|emphysema)\b/, 'chronic obstructive lung disease', /\bCOPD|chronic (?:obstructive )?(?:lung|pulmonary)/i],
  [/\b(atrial fibrillation|AF)\b/, 'atrial fibrillation', /atrial fibrillation/i],
  [/\b(heart failure|CHF)\b/i, 'heart failure', /heart failure/i],
  [
    /\b(coronary (?:artery |heart )?disease|ischa?emic heart disease|CAD|IHD)\b/i,
    'coronary artery disease',
    /coronary|isch[a]?emic heart/i,
  ],
  [
    /\b(chronic kidney disease|CKD|dialysis|renal failure)\b/i,
    'chronic kidney disease',
    /kidney disease|renal (?:failure|disease)|dialysis/i,
  ],
  [/\b(cancer|malignancy|chemotherapy|lymphoma|leuk?aemia)\b/i, 'cancer under treatment', /\bcancer|malignan/i],
  [/\b(cirrhosis|liver disease)\b/i, 'chronic liver disease', /cirrhosis|liver disease/i],
  [/\b(alcohol(?:ic|ism)?|heavy drinker)\b/i, 'heavy alcohol use', /alcohol|heavy drinking/i],
  [/\b(smok(?:er|es|ing))\b/i, 'smoking', /smok/i],
  [
    /\b(warfarin|apixaban|rivaroxaban|dabigatran|edoxaban|anticoagula\w+|blood thinners?)\b/i,
    'anticoagulant treatment',
    /anticoagula/i,
  ],
  [
    /\b(immunosuppress\w+|transplant|steroids|prednisolone|prednisone)\b/i,
    'immunosuppressive treatment',
    /immunosuppress|steroid/i,
  ],
  [/\b(obes\w+)\b/i, 'obesity', /obes/i],
  [/\b(HIV)\b/, 'HIV infection', /\bHIV/],
  [/\b(pregnan\w+)\b/i, 'pregnancy', /^(?:known |current |confirmed )?pregnancy$/i],
  [/\b(epilep\w+)\b/i, 'epilepsy', /epilep/i],
  [/\b(intravenous drug|IVDU|IV drug|injects? drugs)\b/i, 'injecting drug use', /inject/i],
];

/** "father had diabetes", "family history of heart failure": somebody else's illness. */
const isOfKin = (text: string, index: number): boolean =>
  /\b(?:father|mother|brother|sister|son|daughter|parents?|family|uncle|aunt|cousin|grand\w+)\b[^.,;]{0,40}$/i.test(
    text.slice(Math.max(0, index - 60), index),
  );

/** Comorbidities named and not denied, in the order of the lexicon; the broader of two that overlap is left out. */
export function readComorbidities(text: string): Comorbidity[] {
  const named = lexicon.flatMap(([written, words, finding]) => {
    const found = written.exec(text);
    return found && !isDenied(text, found.index) && !isOfKin(text, found.index) ? [{ words, finding }] : [];
  });
  const hasType1 = named.some(({ words }) => words === 'type 1 diabetes');
  return hasType1 ? named.filter(({ words }) => words !== 'diabetes') : named;
}
