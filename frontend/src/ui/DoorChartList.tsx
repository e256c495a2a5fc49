import type { DoorChart } from '../../../shared/cases/case.ts';
import styles from '../pages/cases/cases.module.css';

/** The door chart as it hangs there. */
export function DoorChartList({ chart }: { readonly chart: DoorChart }) {
  const { vitals } = chart;
  const rows: [string, string][] = [
    ['Patient', `${chart.name}, ${chart.age}, ${chart.sex}`],
    ['Complaint', chart.chiefComplaint],
    ['Place', `${chart.setting}, ${chart.arrival}`],
    ['BP', `${vitals.systolic}/${vitals.diastolic} mmHg`],
    ['HR', `${vitals.heartRate}/min`],
    ['RR', `${vitals.respiratoryRate}/min`],
    ['Temp', `${vitals.temperature} °C`],
    ['SpO₂', `${vitals.oxygenSaturation} % on room air`],
    ...(vitals.glucose === null ? [] : [['Glucose', `${vitals.glucose} mmol/L`] satisfies [string, string]]),
  ];
  return (
    <dl className={styles.chart}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
