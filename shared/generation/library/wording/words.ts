import type { Vitals } from '../../../cases/case.ts';
import type { Patient } from '../sampling/eligible.ts';
import type { Random, Words } from '../template.ts';

/** What the slots of the sentences stand for in this case. */
export function wordsFor({ age, sex }: Patient, name: string, duration: string, vitals: Vitals, random: Random): Words {
  const him = sex === 'male';
  const [side, otherside] = random() < 0.5 ? ['left', 'right'] : ['right', 'left'];
  return {
    he: him ? 'he' : 'she',
    him: him ? 'him' : 'her',
    his: him ? 'his' : 'her',
    himself: him ? 'himself' : 'herself',
    man: age < 16 ? (him ? 'boy' : 'girl') : him ? 'man' : 'woman',
    name,
    age: age < 2 ? `${Math.round(age * 12)}-month` : `${age}`,
    duration,
    side: side ?? 'left',
    otherside: otherside ?? 'right',
    hr: `${vitals.heartRate}`,
    sbp: `${vitals.systolic}`,
    dbp: `${vitals.diastolic}`,
    rr: `${vitals.respiratoryRate}`,
    temp: vitals.temperature.toFixed(1),
    spo2: `${vitals.oxygenSaturation}`,
    glucose: `${vitals.glucose ?? ''}`,
  };
}
