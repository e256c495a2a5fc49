import { isDenied } from './negation.ts';

/** Past illness and habits that an author may name, and how a note would put them after "known for". */
const lexicon: readonly [RegExp, string][] = [
  [/\b(type 1 diabet\w*|T1DM)\b/i, 'type 1 diabetes'],
  [/\b(diabet\w*|T2DM|type 2 diabet\w*)\b/i, 'diabetes'],
  [/\b(hypertensi(?:on|ve)|high blood pressure|HTN)\b/i, 'high blood pressure'],
  [/\b(hyperlipid\w*|dyslipid\w*|high cholesterol|hypercholesterol\w*)\b/i, 'high cholesterol'],
  [/\b(asthma(?:tic)?)\b/i, 'asthma'],
  [/\b(COPD|emphysema)\b/, 'chronic obstructive lung disease'],
  [/\b(atrial fibrillation|AF)\b/, 'atrial fibrillation'],
  [/\b(heart failure|CHF)\b/i, 'heart failure'],
  [/\b(coronary (?:artery |heart )?disease|ischa?emic heart disease|CAD|IHD)\b/i, 'coronary artery disease'],
  [/\b(chronic kidney disease|CKD|dialysis|renal failure)\b/i, 'chronic kidney disease'],
  [/\b(cancer|malignancy|chemotherapy|lymphoma|leuk?aemia)\b/i, 'cancer under treatment'],
  [/\b(cirrhosis|liver disease)\b/i, 'chronic liver disease'],
  [/\b(alcohol(?:ic|ism)?|heavy drinker)\b/i, 'heavy alcohol use'],
  [/\b(smok(?:er|es|ing))\b/i, 'smoking'],
  [/\b(warfarin|apixaban|rivaroxaban|dabigatran|edoxaban|anticoagula\w+|blood thinners?)\b/i, 'anticoagulant treatment'],
  [/\b(immunosuppress\w+|transplant|steroids|prednisolone|prednisone)\b/i, 'immunosuppressive treatment'],
  [/\b(obes\w+)\b/i, 'obesity'],
  [/\b(HIV)\b/, 'HIV infection'],
  [/\b(pregnan\w+)\b/i, 'pregnancy'],
  [/\b(epilep\w+)\b/i, 'epilepsy'],
  [/\b(intravenous drug|IVDU|IV drug|injects? drugs)\b/i, 'injecting drug use'],
];

/** Comorbidities named and not denied, in the order of the lexicon; the broader of two that overlap is left out. */
export function readComorbidities(text: string): string[] {
  const named = lexicon.flatMap(([pattern, words]) => {
    const found = pattern.exec(text);
    return found && !isDenied(text, found.index) ? [words] : [];
  });
  return named.includes('type 1 diabetes') ? named.filter((words) => words !== 'diabetes') : named;
}
