import type { Vitals } from '../../../cases/case.ts';
import type { Patient } from '../sampling/eligible.ts';
import type { Random, Words } from '../template.ts';

export type Side = 'left' | 'right';

/** What the slots of the sentences stand for in this case. */
export function wordsFor(
  { age, sex }: Patient,
  name: string,
  duration: string,
  vitals: Vitals,
  givenSide: Side | undefined,
  random: Random,
): Words {
  const him = sex === 'male';
  const drawnSide = random() < 0.5 ? 'left' : 'right';
  const side = givenSide ?? drawnSide;
  return {
    he: him ? 'he' : 'she',
    him: him ? 'him' : 'her',
    his: him ? 'his' : 'her',
    himself: him ? 'himself' : 'herself',
    man: age < 16 ? (him ? 'boy' : 'girl') : him ? 'man' : 'woman',
    name,
    age: age < 2 ? `${Math.round(age * 12)}-month` : `${age}`,
    duration,
    side,
    otherside: side === 'left' ? 'right' : 'left',
    hr: `${vitals.heartRate}`,
    sbp: `${vitals.systolic}`,
    dbp: `${vitals.diastolic}`,
    rr: `${vitals.respiratoryRate}`,
    temp: vitals.temperature.toFixed(1),
    spo2: `${vitals.oxygenSaturation}`,
    glucose: `${vitals.glucose ?? ''}`,
  };
}
