import { scaleLinear } from 'd3-scale';
import { percent } from '../ui/numbers.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './marks.module.css';
import { seriesClass } from './series.ts';
import type { PathBucket, PathPoint } from './shapes.ts';
import { fitted, fittedWith, letterOf } from './text.ts';

type Props = {
  readonly buckets: readonly PathBucket[];
  /** The start, then one point after each finding. */
  readonly points: readonly PathPoint[];
};

/** Belief from the door to the last finding: one row a step, one piece a bucket. */
export function PosteriorPath({ buckets, points }: Props) {
  const primary = buckets.findIndex(({ isPrimary }) => isPrimary);
  const [first, last] = [points[0]?.shares[primary] ?? 0, points.at(-1)?.shares[primary] ?? 0];
  const name = buckets[primary]?.name ?? '';
  return (
    <ChartFigure
      title="Belief, finding by finding"
      summary={`${name} goes from ${percent(first)} at the door to ${percent(last)} after ${points.length - 1} findings.`}
      table={{
        columns: ['After', ...buckets.map((bucket) => bucket.name)],
        rows: points.map(({ id, label, note, shares }) => ({
          key: id,
          cells: [note ? `${label}: ${note}` : label, ...shares.map(percent)],
        })),
      }}
    >
      {(width, label) => (
        <>
          <ul className={styles.legend}>
            {buckets.map((bucket, i) => (
              <li key={bucket.id}>
                <span className={`${styles.swatch} ${seriesClass(i)}`}>{letterOf(i)}</span>
                {bucket.isPrimary ? <strong>{bucket.name}</strong> : bucket.name}
              </li>
            ))}
          </ul>
          <Rows width={width} label={label} buckets={buckets} points={points} primary={primary} />
        </>
      )}
    </ChartFigure>
  );
}

type RowsProps = Props & { readonly width: number; readonly label: string; readonly primary: number };

function Rows({ width, label, buckets, points, primary }: RowsProps) {
  const isWide = width >= 620;
  const left = isWide ? Math.min(300, width * 0.34) : 0;
  const right = 58;
  const [pitch, bar] = isWide ? [27, 20] : [46, 20];
  const top = 18;
  const x = scaleLinear([0, 1], [left, width - right]);
  const y = (i: number) => top + i * pitch + (isWide ? 0 : 19);
  return (
    <svg role="img" aria-label={label} width={width} height={top + points.length * pitch}>
      <text x={width} y={10} textAnchor="end" className={styles.quiet}>
        {fitted(buckets[primary]?.name ?? '', width - left)} {letterOf(primary)}
      </text>
      {points.map((point, i) => {
        const label = point.note ? `${point.label} · ${point.note}` : point.label;
        let before = 0;
        return (
          <g key={point.id}>
            <text x={0} y={isWide ? y(i) + 14 : y(i) - 6}>
              <title>{label}</title>
              {fittedWith(point.label, point.note, isWide ? left - 8 : width)}
            </text>
            {point.shares.map((share, bucket) => {
              const from = before;
              before += share;
              const pieceWidth = x(before) - x(from);
              return pieceWidth < 0.5 ? null : (
                <g key={buckets[bucket]?.id}>
                  <rect
                    className={`${styles.series} ${seriesClass(bucket)}`}
                    x={x(from)}
                    y={y(i)}
                    width={Math.max(0.5, pieceWidth - 1)}
                    height={bar}
                  >
                    <title>{`${buckets[bucket]?.name}: ${percent(share)}`}</title>
                  </rect>
                  {pieceWidth >= 16 && (
                    <text x={x(from) + pieceWidth / 2} y={y(i) + 14} textAnchor="middle" className={styles.letter}>
                      {letterOf(bucket)}
                    </text>
                  )}
                </g>
              );
            })}
            <text x={width} y={y(i) + 14} textAnchor="end" className={styles.strong}>
              {percent(point.shares[primary] ?? 0)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
