import type { DoorChart, Vitals } from '../cases/case.ts';
import { answerOf, type Finding } from '../cases/finding.ts';
import type { Audit } from './audit.ts';
import { answerField, placed } from './pointers.ts';
import { vitalField } from './vitals-out-of-range.ts';

/** A vital sign that an examination or a test measures again, and how far two readings of one visit may lie apart. */
type Reading = {
  readonly vital: keyof Vitals;
  readonly field: string;
  readonly says: string;
  readonly unit: string;
  /** What is asked for. */
  readonly asked: RegExp;
  /** The number in its answer. */
  readonly value: RegExp;
  readonly apart: (value: number, charted: number) => boolean;
};

const beyond =
  (difference: number, share = 0) =>
  (value: number, charted: number): boolean =>
    Math.abs(value - charted) > difference && Math.abs(value - charted) > share * Math.max(value, charted);

const readings: readonly Reading[] = [
  {
    vital: 'heartRate',
    field: 'heart_rate',
    says: 'heart rate',
    unit: '/min',
    asked: /\b(?:pulse|heart rate)\b|^(?:12-lead )?(?:ECG|electrocardiogram)\b/i,
    value: /(?<![\d.–-])(\d{2,3}) ?(?:\/min|a minute|per minute|bpm|beats)/gi,
    apart: beyond(30, 0.3),
  },
  {
    vital: 'systolic',
    field: 'systolic',
    says: 'systolic pressure',
    unit: ' mmHg',
    asked: /\bblood pressure\b/i,
    value: /(?<![\d.–-])(\d{2,3})\/\d{2,3}(?!\d)/g,
    apart: beyond(35),
  },
  {
    vital: 'respiratoryRate',
    field: 'respiratory_rate',
    says: 'respiratory rate',
    unit: '/min',
    asked: /\b(?:respiratory|breathing) rate\b|\bbreaths\b.*\bminute\b/i,
    value: /(?<![\d.–-])(\d{1,2}) ?(?:\/min|a minute|per minute|breaths)/gi,
    apart: beyond(10),
  },
  {
    vital: 'temperature',
    field: 'temperature',
    says: 'temperature',
    unit: ' °C',
    asked: /\b(?:temperature|thermometer)\b/i,
    value: /(?<![\d.–-])(\d{2}(?:\.\d)?) ?°/g,
    apart: beyond(1.5),
  },
  {
    vital: 'oxygenSaturation',
    field: 'oxygen_saturation',
    says: 'oxygen saturation',
    unit: ' %',
    asked: /\b(?:pulse oximetry|oximeter|oxygen saturation|SpO[2₂])/i,
    value: /(?<![\d.–-])(\d{2,3}) ?%/g,
    apart: beyond(6),
  },
  {
    vital: 'glucose',
    field: 'glucose',
    says: 'glucose',
    unit: ' mmol/L',
    asked: /^(?:capillary|blood|plasma|laboratory|bedside|venous)? ?(?:blood )?glucose$/i,
    value: /(?<![\d.–-])(\d{1,2}(?:\.\d)?) ?mmol\/L/g,
    apart: beyond(2, 0.35),
  },
];

/** Readings that are meant to differ: taken on standing, after something was done, or over hours. */
const anotherMoment =
  /\b(?:after|before|during|standing|stands|sitting|walk\w*|exert\w*|exercis\w*|response|repeat\w*|recorder|recording|monitor|24[- ]hour|earlier|later|previous|home|oxygen at|L\/min|litres|then|fell|rose|from|mask|massage|manoeuvre|flutter\w*|waves|atrial|dips?|nadir|lowest|highest|peak)\b/i;
const aside = /\([^)]*\)|\[[^\]]*\]/g;

const askedOf = (finding: Finding): string =>
  finding.category === 'physical_exam' ? finding.examination : finding.category === 'diagnostic_workup' ? finding.test : '';

/** A vital sign of the door chart that an examination or a test reads quite otherwise in the same visit. */
export const readingsDisagree: Audit = ({ doorChart, findings }) =>
  placed(findings).flatMap((place) => {
    const { finding } = place;
    const asked = askedOf(finding);
    const answer = answerOf(finding).replace(aside, ' ');
    if (!doorChart || asked === '' || anotherMoment.test(asked) || anotherMoment.test(answer)) return [];
    return readings.flatMap((reading) => {
      const far = reading.asked.test(asked) ? farFrom(reading, answer, doorChart) : undefined;
      if (!far) return [];
      const sentence = `“${asked}” reads a ${reading.says} of ${far.value}${reading.unit}, the door chart ${far.charted}${reading.unit}; change one of them, or say when it was taken.`;
      return [
        {
          id: 'readings-disagree',
          severity: 'warning' as const,
          sentence,
          fields: [answerField(place), vitalField(reading.field)],
        },
      ];
    });
  });

/** The first reading, where every one in the answer is far from the chart: one arm, or one of two counts, may agree. */
function farFrom({ vital, value, apart }: Reading, answer: string, { vitals }: DoorChart) {
  const charted = vitals[vital];
  const values = [...answer.matchAll(value)].map(([, digits]) => Number(digits));
  const [first] = values;
  if (charted === null || first === undefined || !values.every((one) => apart(one, charted))) return undefined;
  return { value: first, charted };
}
