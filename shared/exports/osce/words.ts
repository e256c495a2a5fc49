import type { DoorChart } from '../../cases/case.ts';

/** Figures and names as the papers of the pack print them. */

const years = (age: number): string => {
  if (age >= 2) return `${Math.floor(age)} years`;
  const months = Math.round(age * 12);
  if (months >= 1) return months === 1 ? '1 month' : `${months} months`;
  const days = Math.round(age * 365);
  return days === 1 ? '1 day' : `${days} days`;
};

export const patientOf = ({ name, age, sex }: Pick<DoorChart, 'name' | 'age' | 'sex'>): string =>
  `${name}, ${years(age)}, ${sex}`;

export const readingsOf = ({ vitals }: Pick<DoorChart, 'vitals'>): (readonly [string, string])[] => [
  ['Blood pressure', `${vitals.systolic}/${vitals.diastolic} mmHg`],
  ['Heart rate', `${vitals.heartRate}/min`],
  ['Respiratory rate', `${vitals.respiratoryRate}/min`],
  ['Temperature', `${vitals.temperature.toFixed(1)} °C`],
  ['Oxygen saturation', `${vitals.oxygenSaturation} % on room air`],
  ...(vitals.glucose === null ? [] : [['Glucose', `${vitals.glucose} mmol/L`] as const]),
];

/** In quotation marks, unless its writer has put some already. */
export const quoted = (text: string): string =>
  /^["“„«‘'].*["”“»’'][.!?]?$/su.test(text.trim()) ? text.trim() : `“${text.trim()}”`;

/** A name as it begins a line. */
export const capital = (name: string): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;

export const percent = (share: number): string => {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${(100 * share).toFixed(1)} %`;
};

/** 0.05, 2.60, 25.5, 133. */
export const ratioFigure = (ratio: number): string =>
  Number.isFinite(ratio) ? ratio.toFixed(ratio >= 99.95 ? 0 : ratio >= 9.995 ? 1 : 2) : '–';

export const stateOf = (present: boolean | null): string => (present === null ? 'not stated' : present ? 'present' : 'absent');
