import styles from './ChartSheet.module.css';
import practice from './practice.module.css';
import type { Answer } from './types.ts';

const kindNames: Readonly<Record<Answer['category'], string>> = {
  history: 'History',
  physical_exam: 'Examination',
  diagnostic_workup: 'Test',
};

export function ChartSheet({ answers }: { readonly answers: readonly Answer[] }) {
  if (answers.length === 0) return <p className={practice.quiet}>Nothing yet. What you ask lands here.</p>;
  return (
    <ol className={styles.answers}>
      {answers.map((answer) => (
        <li key={answer.finding_id} data-kind={answer.category}>
          <OneAnswer answer={answer} />
        </li>
      ))}
    </ol>
  );
}

export function OneAnswer({ answer: { category, ask, answer } }: { readonly answer: Answer }) {
  return (
    <>
      <span className={styles.asked}>
        {kindNames[category]}: {ask}
      </span>
      <span className={styles.answer}>{answer === '' ? 'No answer is written for this.' : answer}</span>
    </>
  );
}
