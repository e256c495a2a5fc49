import { scaleLinear } from 'd3-scale';
import { percent } from '../ui/numbers.ts';
import styles from './BeliefMultiples.module.css';
import { ChartFigure } from './ChartFigure.tsx';
import marks from './marks.module.css';

export type BeliefSeries = {
  readonly id: string;
  readonly name: string;
  readonly isTruth: boolean;
  readonly reference: readonly number[];
  /** null where the learner stated nothing. */
  readonly mine: readonly (number | null)[];
};

type Props = { readonly series: readonly BeliefSeries[]; readonly steps: readonly string[]; readonly summary: string };

/** One small picture a bucket: what the learner believed, and what the same answers support. */
export function BeliefMultiples({ series, steps, summary }: Props) {
  return (
    <ChartFigure
      title="Your path and the reference"
      summary={summary}
      table={{
        columns: ['Step', ...series.map(({ name }) => `${name}: you / reference`)],
        rows: steps.map((step, i) => ({
          key: `${i} ${step}`,
          cells: [step, ...series.map(({ mine, reference }) => `${stated(mine[i])} / ${percent(reference[i] ?? 0)}`)],
        })),
      }}
    >
      {(width) => {
        const columns = Math.max(1, Math.min(3, Math.floor(width / 264)));
        const each = Math.floor((width - (columns - 1) * 24) / columns);
        return (
          <>
            <ul className={marks.legend} aria-hidden="true">
              <li>
                <svg width="30" height="14" aria-hidden="true">
                  <line className={marks.mine} x1="0" x2="30" y1="7" y2="7" />
                  <circle className={marks.mineDot} cx="15" cy="7" r="4" />
                </svg>
                You
              </li>
              <li>
                <svg width="30" height="14" aria-hidden="true">
                  <line className={`${marks.line} ${marks.dashed}`} x1="0" x2="30" y1="7" y2="7" />
                </svg>
                Reference
              </li>
            </ul>
            <div className={styles.multiples} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
              {series.map((one) => (
                <div key={one.id} className={styles.multiple}>
                  <p>
                    <strong>
                      {one.isTruth && <span aria-hidden="true">★ </span>}
                      {one.name}
                    </strong>
                    {one.isTruth && 'holds the diagnosis · '}you {stated(one.mine.at(-1))}, reference{' '}
                    {percent(one.reference.at(-1) ?? 0)}
                  </p>
                  <Lines series={one} width={each} label={`${one.name}: your belief and the reference`} />
                </div>
              ))}
            </div>
          </>
        );
      }}
    </ChartFigure>
  );
}

const stated = (p: number | null | undefined): string => (p === null || p === undefined ? 'nothing stated' : percent(p));

type LinesProps = { readonly series: BeliefSeries; readonly width: number; readonly label: string };

function Lines({ series: { reference, mine }, width, label }: LinesProps) {
  const [left, bottom, height] = [38, 96, 116];
  const x = scaleLinear([0, Math.max(1, reference.length - 1)], [left, width - 8]);
  const y = scaleLinear([0, 1], [bottom, 6]);
  const points = mine.flatMap((p, i) => (p === null ? [] : [[x(i), y(p)] as const]));
  return (
    <svg role="img" aria-label={label} width={width} height={height}>
      {[0, 0.5, 1].map((p) => (
        <g key={p}>
          <line className={marks.grid} x1={left} x2={width - 8} y1={y(p)} y2={y(p)} />
          <text x={left - 6} y={y(p) + 4} textAnchor="end" className={marks.quiet}>
            {p * 100} %
          </text>
        </g>
      ))}
      <text x={left} y={height - 4} className={marks.quiet}>
        door
      </text>
      <text x={width - 8} y={height - 4} textAnchor="end" className={marks.quiet}>
        {reference.length - 1} {reference.length === 2 ? 'answer' : 'answers'}
      </text>
      <path className={`${marks.line} ${marks.dashed}`} d={pathThrough(reference.map((p, i) => [x(i), y(p)] as const))} />
      <path className={marks.mine} d={pathThrough(points)} />
      {points.map(([cx, cy]) => (
        <circle key={cx} className={marks.mineDot} cx={cx} cy={cy} r={3.5} />
      ))}
    </svg>
  );
}

const pathThrough = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
