const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words that leave the meaning as it is. Never a side, a size, a time, a severity or a negation. */
export const fillers = words(
  'a an the of to in on at by for is are was were be been being as from into over its their his her this that which when who it there with ' +
    'seen noted associated accompanying found finding findings present presence positive sign signs test testing maneuver maneuvre manoeuvre any evidence showing ' +
    'shows shown demonstrating demonstrates demonstrated met location located quality character nature like described direction towards ' +
    'exam examination auscultation auscultated level levels value concentration result reading',
);

/** Whoever tells the history: in a history every finding is told by somebody. */
export const tellers = words('patient reported reports reporting notice noticed report complaint complains complaining');

/** Words that another word of the finding already says: nitrite is read from urine, ST segments from an ECG. */
export const implied: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    nitrite: ['dipstick', 'urine', 'urinary'],
    leukocyteesterase: ['dipstick', 'urine', 'urinary'],
    stelevation: ['ecg', 'segment'],
    stdepression: ['ecg', 'segment'],
    tinversion: ['ecg', 'lead'],
    crackle: ['lung', 'pulmonary'],
    wheezing: ['lung', 'pulmonary'],
    qwave: ['ecg'],
    prdepression: ['ecg'],
    ctpa: ['ct', 'pulmonary', 'artery', 'arterial'],
    wells: ['pe', 'pulmonary', 'embolus', 'criteria'],
    lipase: ['serum', 'plasma'],
    amylase: ['serum', 'plasma'],
    crp: ['serum', 'plasma'],
    procalcitonin: ['serum', 'plasma'],
    bnp: ['serum', 'plasma'],
    ntprobnp: ['serum', 'plasma'],
    lactate: ['serum', 'plasma'],
    ddimer: ['serum', 'plasma'],
    radiating: ['pain', 'discomfort'],
  }),
);

/** Long-standing conditions: in a history, having one and having a history of one are the same. */
export const lasting = words(
  'hypertension diabetes dyslipidemia cad copd dementia immunosuppression alcoholism peripheral arterial disease',
);

/** Words that only name the disorder that a threshold beside them defines: "hypotension (systolic below 90 mmHg)". */
export const definedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['>', words('raised high leukocytosis thrombocytosis')],
  ['<', words('low reduced hypotension thrombocytopenia anemia hypoxia hypoxemia')],
]);

/** Words that say how it was looked for, not what was seen: alone they are no finding ("CT angiography positive" for what?). */
export const modalities = words(
  'ct cta ctpa mri ultrasound pocus ecg cxr radiograph film echocardiography xray x ray fast contrast noncontrast head chest abdominal bedside',
);
