import { NativeSelect } from '@mantine/core';
import type { DoorChart, Vitals } from '../../../../../shared/cases/case.ts';
import { Field } from '../../../ui/Field.tsx';
import { useEdit } from '../desk-context.tsx';
import styles from './details.module.css';

const vitals: readonly [key: keyof Vitals, wire: string, label: string][] = [
  ['systolic', 'systolic', 'BP systolic, mmHg'],
  ['diastolic', 'diastolic', 'BP diastolic, mmHg'],
  ['heartRate', 'heart_rate', 'Heart rate, /min'],
  ['respiratoryRate', 'respiratory_rate', 'Resp. rate, /min'],
  ['temperature', 'temperature', 'Temperature, °C'],
  ['oxygenSaturation', 'oxygen_saturation', 'SpO₂, % on air'],
  ['glucose', 'glucose', 'Glucose, mmol/L'],
];

const empty: DoorChart = {
  name: '',
  age: 0,
  sex: 'female',
  setting: 'Emergency Department',
  arrival: '',
  chiefComplaint: '',
  vitals: {
    heartRate: 80,
    systolic: 120,
    diastolic: 80,
    respiratoryRate: 16,
    temperature: 36.8,
    oxygenSaturation: 98,
    glucose: null,
  },
};

export function DoorChartFields({ chart }: { readonly chart: DoorChart | null }) {
  const edit = useEdit();
  const shown = chart ?? empty;
  const save = (part: object, key: string) =>
    edit({ lists: { case_details: { door_chart: part } } as never }, `door.${key}`)?.message;
  const number = (text: string, then: (value: number) => string | undefined) => {
    const value = Number(text.trim().replace(',', '.'));
    return text.trim() === '' || !Number.isFinite(value) || value < 0 ? 'must be a number' : then(value);
  };
  const text = (key: 'name' | 'setting' | 'arrival' | 'chiefComplaint', wire: string, label: string, wide = false) => (
    <div className={wide ? styles.wide : undefined}>
      <Field
        label={label}
        pointer={`/case_details/door_chart/${wire}`}
        value={shown[key]}
        onSave={(value) => save({ [wire]: value }, wire)}
      />
    </div>
  );
  return (
    <div className={styles.chart}>
      {text('name', 'name', 'Name', true)}
      <Field
        label="Age"
        numeric
        pointer="/case_details/door_chart/age"
        value={`${shown.age}`}
        onSave={(typed) => number(typed, (age) => save({ age }, 'age'))}
      />
      <NativeSelect
        label="Sex"
        data-pointer="/case_details/door_chart/sex"
        value={shown.sex}
        data={['female', 'male']}
        onChange={({ currentTarget }) => save({ sex: currentTarget.value }, 'sex')}
      />
      {text('chiefComplaint', 'chief_complaint', 'Chief complaint', true)}
      {text('arrival', 'arrival', 'Arrival')}
      {text('setting', 'setting', 'Setting', true)}
      {vitals.map(([key, wire, label]) => (
        <Field
          key={key}
          label={label}
          numeric
          pointer={`/case_details/door_chart/vitals/${wire}`}
          value={`${shown.vitals[key] ?? ''}`}
          onSave={(typed) =>
            key === 'glucose' && typed.trim() === ''
              ? save({ vitals: { glucose: null } }, wire)
              : number(typed, (value) => save({ vitals: { [wire]: value } }, wire))
          }
        />
      ))}
    </div>
  );
}
