import type { Finding } from '../cases/finding.ts';
import type { Audit } from './audit.ts';
import { coreOf } from './finding-words.ts';
import { nameField, type PlacedFinding, placed } from './pointers.ts';

/** Quantities by the names that findings give them; what compares two of them (a fall, a difference) measures another thing. */
const quantities: readonly (readonly [quantity: string, name: RegExp])[] = [
  [
    'heart rate',
    /^(?:(?:resting |regular )?(?:heart rate|pulse(?: rate)?) (?:above|below|over|of)|(?:sinus )?(?:tachy|brady)cardia(?:$| (?:above|below|on the ECG)))/i,
  ],
  [
    'blood pressure',
    /^(?:systolic(?: blood)? pressure (?:above|below|of)|(?:arterial )?hypotension$|blood pressure (?:of|above|below) \d)/i,
  ],
  ['respiratory rate', /^(?:respiratory rate (?:above|below|of)|tachypn)/i],
  ['temperature', /^(?:temperature (?:above|of|below)|(?:measured )?fever(?:$| of| confirmed| on)|pyrexia|hypothermia)/i],
  ['oxygen saturation', /^(?:(?:low |reduced )?oxygen saturation|hypoxi?a|hypox(?:a)?emia|SpO)/i],
  ['D-dimer', /^(?:[\w-]+ )*D-dimer\b/i],
  ['troponin', /^(?:(?:raised|elevated|conventional|high-sensitivity) )*troponin\b(?!.*\brise or fall\b)/i],
  ['natriuretic peptide', /^(?:(?:raised|elevated) )?(?:NT-pro)?BNP\b/i],
  ['C-reactive protein', /^(?:(?:raised|elevated) )?(?:C-reactive protein|CRP)\b(?!.*\bwith\b)/i],
  ['sedimentation rate', /^(?:(?:raised|elevated) )?(?:ESR|erythrocyte sedimentation rate)\b(?!.*\b(?:or|with|together)\b)/i],
  [
    'white cells',
    /^(?:leu[ck]ocytosis|(?:(?:raised|peripheral|elevated) )*white (?:blood )?cell count|neutrophilia|neutrophil count)/i,
  ],
  ['procalcitonin', /^(?:raised )?procalcitonin\b/i],
  ['lactate', /^(?:(?:raised|serum|elevated|blood) )*lactate (?:above|of)/i],
  ['haemoglobin', /^(?:haemoglobin|hemoglobin|haematocrit|hematocrit) (?:below|of)|^an(?:a)?emia$/i],
  ['platelets', /^(?:platelet(?:s| count)|thrombocyto(?:penia|sis))\b/i],
  ['creatinine', /^(?:(?:raised|serum) )*creatinine (?:above|of)|^(?:estimated )?glomerular filtration rate/i],
  ['lipase', /^(?:(?:raised|serum) )*lipase\b/i],
  ['blood glucose', /^(?:(?:capillary|laboratory|blood|serum|plasma) )*glucose (?:above|below|of)|^hyp(?:o|er)glyc(?:a)?emia$/i],
  ['pregnancy test', /^(?:hCG (?:above|of)|positive (?:urine )?pregnancy test)/i],
  ['Wells score', /^Wells score/i],
  ['HEART score', /^HEART score/i],
  ['TIMI score', /^TIMI score/i],
];

const quantityOf = ({ finding, category }: Finding): string | undefined =>
  // What a patient tells of an earlier fever is not the reading in the bay.
  category === 'history' ? undefined : quantities.find(([, name]) => name.test(finding.trim()))?.[0];

/** The words of a name without the limit at its end. */
const wordsOf = (name: string): string =>
  coreOf(name.replace(/ (?:above|below|over|under|of|at least|more than|less than) \d.*$/i, ''))
    .toSorted()
    .join(' ');

/** Findings that measure the same, as pairs: multiplied as if independent they count one fact twice. */
export function samePairs(findings: readonly Finding[]): (readonly [PlacedFinding, PlacedFinding])[] {
  const places = placed(findings).map((place) => ({
    place,
    key:
      quantityOf(place.finding) ?? `${place.finding.category === 'history' ? 'told' : 'seen'}: ${wordsOf(place.finding.finding)}`,
  }));
  return places.flatMap((a, i) =>
    places
      .slice(i + 1)
      .filter((b) => a.key === b.key)
      .map((b) => [a.place, b.place] as const),
  );
}

export const sameMeasure: Audit = ({ findings }) => {
  const pairs = samePairs(findings);
  if (pairs.length === 0) return [];
  const list = pairs.map(([a, b]) => `“${a.finding.finding}” and “${b.finding.finding}”`).join('; ');
  return [
    {
      id: 'same-measure',
      severity: 'warning',
      sentence: `These measure the same and count one fact twice: ${list}. Keep one of each pair.`,
      fields: [...new Set(pairs.flat().map(nameField))],
    },
  ];
};
