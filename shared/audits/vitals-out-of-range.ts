import type { Vitals } from '../cases/case.ts';
import type { Audit, Problem } from './audit.ts';

type Range = readonly [low: number, high: number];
type Physiology = Readonly<Record<keyof Vitals, Range>>;

/** What living patients in an emergency department have been measured at: beyond it a value is a slip of the pen. */
const grownUp: Physiology = {
  heartRate: [20, 260],
  systolic: [40, 300],
  diastolic: [15, 180],
  respiratoryRate: [4, 70],
  temperature: [24, 43],
  oxygenSaturation: [40, 100],
  glucose: [0.5, 80],
};
const byAge: readonly (readonly [fromAge: number, Physiology])[] = [
  [12, grownUp],
  [5, { ...grownUp, heartRate: [30, 280], systolic: [40, 220], diastolic: [15, 140], respiratoryRate: [5, 90] }],
  [1, { ...grownUp, heartRate: [40, 300], systolic: [35, 180], diastolic: [12, 120], respiratoryRate: [6, 110] }],
  [0, { ...grownUp, heartRate: [40, 320], systolic: [30, 150], diastolic: [10, 110], respiratoryRate: [6, 120] }],
];

const names: readonly (readonly [vital: keyof Vitals, field: string, name: string, unit: string])[] = [
  ['heartRate', 'heart_rate', 'heart rate', '/min'],
  ['systolic', 'systolic', 'systolic pressure', ' mmHg'],
  ['diastolic', 'diastolic', 'diastolic pressure', ' mmHg'],
  ['respiratoryRate', 'respiratory_rate', 'respiratory rate', '/min'],
  ['temperature', 'temperature', 'temperature', ' °C'],
  ['oxygenSaturation', 'oxygen_saturation', 'oxygen saturation', ' %'],
  ['glucose', 'glucose', 'glucose', ' mmol/L'],
];
export const vitalField = (field: string): string => `/case_details/door_chart/vitals/${field}`;

const problem = (sentence: string, fields: readonly string[]): Problem => ({
  id: 'vitals-out-of-range',
  severity: 'warning',
  sentence,
  fields: fields.map(vitalField),
});

export const vitalsOutOfRange: Audit = ({ doorChart }) => {
  if (!doorChart) return [];
  const { age, vitals } = doorChart;
  const ranges = byAge.find(([from]) => age >= from)?.[1] ?? grownUp;
  const outside = names.flatMap(([vital, field, name, unit]) => {
    const value = vitals[vital];
    const [low, high] = ranges[vital];
    if (value === null || (value >= low && value <= high)) return [];
    const who = age >= 1 ? `a patient of ${Math.floor(age)}` : 'an infant';
    return [
      problem(`A ${name} of ${value}${unit} is hardly possible in ${who} (${low} to ${high}); check the value and its unit.`, [
        field,
      ]),
    ];
  });
  const swapped =
    vitals.diastolic >= vitals.systolic
      ? [
          problem(`The diastolic pressure (${vitals.diastolic}) is not below the systolic one (${vitals.systolic}).`, [
            'systolic',
            'diastolic',
          ]),
        ]
      : [];
  return [...outside, ...swapped];
};
