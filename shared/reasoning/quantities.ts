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

/** The quantity that a finding is a reading of; undefined where it is none. */
export const quantityOf = (wording: string): string | undefined => quantities.find(([, name]) => name.test(wording.trim()))?.[0];
