import { Section } from '../../ui/Section.tsx';
import styles from './DoorCard.module.css';
import type { Door } from './types.ts';

/** All that is known before going in. */
export function DoorCard({ door: { door_chart: chart, presentation } }: { readonly door: Door }) {
  const vitals = chart ? vitalsOf(chart.vitals) : [];
  return (
    <Section title="Door chart">
      {chart && (
        <>
          <p className={styles.who}>
            <strong>
              {chart.name}, {chart.age}, {chart.sex}
            </strong>
            <span>{[chart.setting, chart.arrival].filter((part) => part !== '').join(' · ')}</span>
            <q>{chart.chief_complaint.replace(/^["“”]|["“”]$/g, '')}</q>
          </p>
          <dl className={styles.vitals}>
            {vitals.map(([name, value, unit]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <strong>{value}</strong> {unit}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className={styles.presentation}>{presentation}</p>
    </Section>
  );
}

type Vitals = NonNullable<Door['door_chart']>['vitals'];

const vitalsOf = (vitals: Vitals): (readonly [name: string, value: string, unit: string])[] => [
  ['Blood pressure', `${vitals.systolic}/${vitals.diastolic}`, 'mmHg'],
  ['Heart rate', `${vitals.heart_rate}`, '/min'],
  ['Breaths', `${vitals.respiratory_rate}`, '/min'],
  ['Temperature', vitals.temperature.toFixed(1), '°C'],
  ['SpO₂', `${vitals.oxygen_saturation}`, '%'],
  ...(vitals.glucose === null ? [] : [['Glucose', vitals.glucose.toFixed(1), 'mmol/L'] as const]),
];
