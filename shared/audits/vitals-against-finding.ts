import type { DoorChart, Vitals } from '../cases/case.ts';
import type { Audit } from './audit.ts';
import { nameField, placed } from './pointers.ts';
import { thresholdOf } from './threshold.ts';
import { vitalField } from './vitals-out-of-range.ts';

type Sign = { readonly vital: keyof Vitals; readonly field: string; readonly measure: RegExp; readonly says: string };

const signs: readonly Sign[] = [
  { vital: 'heartRate', field: 'heart_rate', measure: /^(?:resting )?(?:heart rate|pulse(?: rate)?)$/i, says: 'a heart rate of' },
  { vital: 'systolic', field: 'systolic', measure: /^systolic(?: blood)? pressure$/i, says: 'a systolic pressure of' },
  { vital: 'diastolic', field: 'diastolic', measure: /^diastolic(?: blood)? pressure$/i, says: 'a diastolic pressure of' },
  {
    vital: 'respiratoryRate',
    field: 'respiratory_rate',
    measure: /^(?:respiratory|breathing) rate$/i,
    says: 'a respiratory rate of',
  },
  {
    vital: 'temperature',
    field: 'temperature',
    measure: /^(?:body |measured )?(?:temperature|fever)$/i,
    says: 'a temperature of',
  },
  {
    vital: 'oxygenSaturation',
    field: 'oxygen_saturation',
    measure: /^(?:oxygen saturation|SpO[2₂])$/i,
    says: 'an oxygen saturation of',
  },
];

/** Words for a vital sign that is too high or too low. Between the two limits clinicians differ, and nothing is said. */
type Named = { readonly name: RegExp; readonly vital: keyof Vitals; surely(age: number): number; surelyNot(age: number): number };
/** Upper limits of the resting rates of well children (APLS), with room for a cry. */
const fastHeart = (age: number): number => (age >= 12 ? 100 : age >= 5 ? 130 : age >= 2 ? 150 : 170);
const fastBreath = (age: number): number => (age >= 12 ? 20 : age >= 5 ? 26 : age >= 2 ? 32 : age >= 1 ? 38 : 50);
const lowPressure = (age: number): number => (age >= 10 ? 90 : age >= 1 ? 70 + 2 * age : 65);

const named: readonly Named[] = [
  {
    name: /^(?:sinus )?tachycardia$/i,
    vital: 'heartRate',
    surely: (age) => fastHeart(age) + 10,
    surelyNot: (age) => fastHeart(age) - 10,
  },
  {
    name: /^(?:sinus )?bradycardia$/i,
    vital: 'heartRate',
    surely: (age) => (age >= 12 ? 50 : 45),
    surelyNot: (age) => (age >= 12 ? 61 : 80),
  },
  {
    name: /^(?:arterial )?hypotension$|^low blood pressure$/i,
    vital: 'systolic',
    surely: (age) => lowPressure(age) - 5,
    surelyNot: (age) => lowPressure(age) + 15,
  },
  {
    name: /^tachypn(?:o)?ea$/i,
    vital: 'respiratoryRate',
    surely: (age) => fastBreath(age) + 5,
    surelyNot: (age) => fastBreath(age) - 4,
  },
  {
    name: /^(?:fever|pyrexia)(?: confirmed on arrival| on arrival| on examination)?$|^measured fever$/i,
    vital: 'temperature',
    surely: () => 38.3,
    surelyNot: () => 37.5,
  },
  { name: /^hypothermia$/i, vital: 'temperature', surely: () => 34.5, surelyNot: () => 35.6 },
  {
    name: /^(?:hypoxi?a|hypox(?:a)?emia)(?: on (?:room )?air)?$|^(?:low|reduced) oxygen saturation$/i,
    vital: 'oxygenSaturation',
    surely: () => 89,
    surelyNot: () => 96,
  },
];

/** Whether the door chart says that the finding is there; undefined where it does not decide it. */
function stateByChart(name: string, { age, vitals }: DoorChart): { sign: Sign; state: boolean } | undefined {
  const limit = thresholdOf(name);
  const sign = limit && signs.find(({ measure }) => measure.test(limit.measure));
  if (limit && sign) {
    const value = vitals[sign.vital];
    if (value === null) return undefined;
    if (value === limit.limit) return { sign, state: limit.inclusive };
    return { sign, state: limit.side === 'above' ? value > limit.limit : value < limit.limit };
  }
  const word = named.find((candidate) => candidate.name.test(name.trim()));
  const own = word && signs.find(({ vital }) => vital === word.vital);
  const value = word && vitals[word.vital];
  if (!word || !own || value === undefined || value === null) return undefined;
  const [yes, no] = [word.surely(age), word.surelyNot(age)];
  if (yes > no ? value >= yes : value <= yes) return { sign: own, state: true };
  return (yes > no ? value < no : value > no) ? { sign: own, state: false } : undefined;
}

/** Only what is examined here: a fever that the patient measured at home may be gone. */
export const vitalsAgainstFinding: Audit = ({ doorChart, findings }) =>
  placed(findings).flatMap((place) => {
    const { finding, category, present } = place.finding;
    if (!doorChart || category !== 'physical_exam' || present === null) return [];
    const charted = stateByChart(finding, doorChart);
    if (!charted || charted.state === present) return [];
    const { sign } = charted;
    return [
      {
        id: 'vitals-against-finding',
        severity: 'warning' as const,
        sentence: `“${finding}” is ${present ? 'present' : 'absent'}, yet the door chart shows ${sign.says} ${doorChart.vitals[sign.vital]}; change one of them.`,
        fields: [nameField(place), vitalField(sign.field)],
      },
    ];
  });
