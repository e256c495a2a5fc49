import { scaleLinear } from 'd3-scale';
import { bits } from '../ui/numbers.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './marks.module.css';
import { fitted } from './text.ts';

export type OpenQuestion = { readonly id: string; readonly finding: string; readonly ask: string; readonly bits: number };

/** Bold letters are wider. */
const boldRoom = 0.9;
/** As many as fit a glance; the table has the others. */
const mostBars = 10;

type Props = { readonly questions: readonly OpenQuestion[]; readonly doubt: number };

/** What each open question is expected to tell, the best first. */
export function ExpectedBars({ questions, doubt }: Props) {
  const sorted = questions.toSorted((a, b) => b.bits - a.bits);
  const [best] = sorted;
  return (
    <ChartFigure
      title="Best next question"
      summary={
        best
          ? `“${best.ask}” (${best.finding}) is expected to tell most: ${bits(best.bits)} of the ${bits(doubt)} that are in doubt.`
          : 'Everything has been asked.'
      }
      table={{
        columns: ['Finding', 'Asked by', 'Expected information'],
        rows: sorted.map(({ id, finding, ask, bits: told }) => ({ key: id, cells: [finding, ask, bits(told)] })),
      }}
    >
      {(width, label) => (
        <>
          <Bars width={width} label={label} questions={sorted.slice(0, mostBars)} />
          {sorted.length > mostBars && <p className={styles.more}>and {sorted.length - mostBars} that tell less</p>}
        </>
      )}
    </ChartFigure>
  );
}

function Bars({ width, label, questions }: { width: number; label: string; questions: readonly OpenQuestion[] }) {
  const isWide = width >= 560;
  const left = isWide ? Math.min(280, width * 0.42) : 0;
  const right = 64;
  const pitch = isWide ? 25 : 40;
  const most = Math.max(0.05, ...questions.map((question) => question.bits));
  const x = scaleLinear([0, most], [left, width - right]);
  return (
    <svg role="img" aria-label={label} width={width} height={Math.max(1, questions.length * pitch)}>
      {questions.map(({ id, finding, ask, bits: told }, i) => {
        const y = i * pitch + (isWide ? 3 : 18);
        return (
          <g key={id}>
            <text x={0} y={isWide ? y + 13 : y - 5} className={i === 0 ? styles.strong : undefined}>
              <title>{`${finding}: ${ask}`}</title>
              {fitted(finding, (isWide ? left - 12 : width) * (i === 0 ? boldRoom : 1))}
            </text>
            <rect className={styles.track} x={left} y={y} width={width - right - left} height={16} rx={3} />
            <rect
              className={i === 0 ? styles.barFor : styles.bar}
              x={left}
              y={y}
              width={Math.max(1, x(told) - left)}
              height={16}
              rx={3}
            />
            <text x={width} y={y + 13} textAnchor="end" className={i === 0 ? styles.strong : undefined}>
              {bits(told)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
