import type { Vitals } from '../../../cases/case.ts';
import type { Severity } from '../description/read-description.ts';
import type { VitalRanges } from '../pack.ts';
import { between } from '../random.ts';
import type { Random } from '../template.ts';

/** Resting values of a well patient by age: [from age, heart rate, systolic, respiratory rate] (APLS reference ranges). */
const restingByAge: readonly (readonly [number, [number, number], [number, number], [number, number]])[] = [
  [12, [60, 96], [112, 138], [12, 18]],
  [5, [75, 110], [95, 115], [16, 24]],
  [2, [85, 130], [88, 108], [20, 28]],
  [1, [95, 140], [84, 102], [22, 34]],
  [0, [105, 155], [72, 94], [28, 42]],
];

/** A value inside its range: near the sick end when severe, near the well end when mild. */
function draw(range: readonly [number, number], sickEnd: 'high' | 'low', severity: Severity | undefined, random: Random): number {
  const [low, high] = range;
  const spread = high - low;
  const sickness = severity === 'severe' ? between(0.65, 1, random) : severity === 'mild' ? between(0, 0.4, random) : random();
  return sickEnd === 'high' ? low + sickness * spread : high - sickness * spread;
}

/** Vital signs that lie in the ranges given and fit each other; what no range says is that of a well patient. */
export function drawVitals(ranges: VitalRanges, age: number, severity: Severity | undefined, random: Random): Vitals {
  const [, hr, sbp, rr] = restingByAge.find(([from]) => age >= from) ?? [0, [60, 96], [112, 138], [12, 18]];
  const systolic = Math.round(draw(ranges.sbp ?? sbp, (ranges.sbp?.[0] ?? 0) > 145 ? 'high' : 'low', severity, random));
  const pulsePressure = between(0.36, 0.44, random);
  const dbpRange: readonly [number, number] = ranges.dbp ?? [systolic * (1 - pulsePressure), systolic * (1 - pulsePressure)];
  // A pulse pressure of more than half the systolic would be a finding of its own.
  const diastolic = Math.min(
    systolic - 12,
    Math.max(Math.round(systolic * 0.5), Math.round(draw(dbpRange, 'low', severity, random))),
  );
  const heartRate = Math.round(draw(ranges.hr ?? hr, (ranges.hr?.[1] ?? 100) < 60 ? 'low' : 'high', severity, random));
  return {
    heartRate,
    systolic,
    diastolic,
    respiratoryRate: Math.round(draw(ranges.rr ?? rr, 'high', severity, random)),
    temperature: Number(draw(ranges.temp ?? [36.3, 37.3], 'high', severity, random).toFixed(1)),
    oxygenSaturation: Math.min(100, Math.round(draw(ranges.spo2 ?? [96, 99], 'low', severity, random))),
    glucose: ranges.glucose ? Number(draw(ranges.glucose, 'high', severity, random).toFixed(1)) : null,
  };
}
