import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { percent, ratio } from '../ui/numbers.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './marks.module.css';
import type { TornadoBar } from './shapes.ts';
import { fitted } from './text.ts';

type Props = {
  readonly bars: readonly TornadoBar[];
  readonly now: number;
  readonly primary: string;
  /** By what an LR is divided and multiplied. */
  readonly step: number;
};

/** Which numbers the result hangs on: each LR one step down and up, one at a time, the widest bar first. */
export function TornadoBars({ bars, now, primary, step }: Props) {
  const [widest] = bars;
  const hatch = useId();
  const hatching = (
    <defs>
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className={styles.track} />
        <rect width="2.5" height="5" className={styles.bar} />
      </pattern>
    </defs>
  );
  return (
    <ChartFigure
      title="What the result hangs on"
      summary={widest ? summaryOf(widest, now, primary, step) : 'There is no LR to change.'}
      table={{
        columns: ['Finding', 'For', 'LR', `LR ÷ ${step}`, `LR × ${step}`],
        rows: bars.map((bar) => ({
          key: bar.id,
          cells: [bar.finding, bar.bucket, ratio(bar.ratio), percent(bar.lowered), percent(bar.raised)],
        })),
      }}
    >
      {(width, label) => (
        <>
          <ul className={styles.legend} aria-hidden="true">
            <li>
              <svg width="22" height="14" aria-hidden="true">
                {hatching}
                <rect width="22" height="14" fill={`url(#${hatch})`} />
              </svg>
              LR ÷ {step}
            </li>
            <li>
              <svg width="22" height="14" aria-hidden="true">
                <rect width="22" height="14" className={styles.barFor} />
              </svg>
              LR × {step}
            </li>
          </ul>
          <Bars width={width} label={label} bars={bars} now={now} hatch={hatch} />
        </>
      )}
    </ChartFigure>
  );
}

/** Swings below this, in probability, change nothing for anybody. */
const noticeable = 0.01;

function summaryOf({ finding, bucket, lowered, raised }: TornadoBar, now: number, primary: string, step: number): string {
  const ends = [lowered, raised].sort((a, b) => a - b).map(percent);
  const start = `${primary} stands at ${percent(now)}.`;
  if (Math.abs(raised - lowered) < noticeable)
    return `${start} It hangs on no single LR: ÷ ${step} or × ${step} moves it by less than a point.`;
  return `${start} The LR of “${finding}” for ${bucket} moves it most: between ${ends.join(' and ')} when divided or multiplied by ${step}.`;
}

type BarsProps = Pick<Props, 'bars' | 'now'> & {
  readonly hatch: string;
  readonly width: number;
  readonly label: string;
};

function Bars({ width, label, bars, now, hatch }: BarsProps) {
  const isWide = width >= 680;
  const left = isWide ? Math.min(340, width * 0.42) : 0;
  const [top, pitch] = [24, isWide ? 38 : 60];
  const ends = bars.flatMap(({ lowered, raised }) => [lowered, raised]);
  const x = scaleLinear(rangeOf([now, ...ends]), [left + 52, width - 52]);
  const height = top + bars.length * pitch;
  return (
    <svg role="img" aria-label={label} width={width} height={height}>
      <text x={Math.max(34, Math.min(width - 34, x(now)))} y={11} textAnchor="middle" className={styles.strong}>
        now {percent(now)}
      </text>
      {bars.map((bar, i) => {
        const y = top + i * pitch + (isWide ? 7 : 34);
        const lines = isWide ? [y + 4, y + 19] : [y - 20, y - 5];
        const room = isWide ? left - 12 : width;
        return (
          <g key={bar.id}>
            <text x={0} y={lines[0]}>
              <title>{bar.finding}</title>
              {fitted(bar.finding, room)}
            </text>
            <text x={0} y={lines[1]} className={styles.quiet}>
              <title>{bar.bucket}</title>
              {fitted(`LR ${ratio(bar.ratio)} for ${bar.bucket}`, room)}
            </text>
            <Half x={x} y={y} now={now} end={bar.lowered} fill={`url(#${hatch})`} />
            <Half x={x} y={y} now={now} end={bar.raised} />
            <line className={styles.now} x1={x(now)} x2={x(now)} y1={y - (isWide ? 5 : 1)} y2={y + 23} />
          </g>
        );
      })}
    </svg>
  );
}

/** A hair's breadth drawn as wide as the page would look like a storm. */
const leastSpan = 0.02;

function rangeOf(shares: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const missing = Math.max(0, leastSpan - (high - low));
  const from = Math.max(0, Math.min(low - missing / 2, 1 - leastSpan));
  return [from, Math.min(1, Math.max(high + missing / 2, from + leastSpan))];
}

type HalfProps = {
  readonly x: (p: number) => number;
  readonly y: number;
  readonly now: number;
  readonly end: number;
  readonly fill?: string;
};

function Half({ x, y, now, end, fill }: HalfProps) {
  const isLeft = end < now;
  return (
    <>
      <rect
        className={fill ? styles.series : styles.barFor}
        fill={fill}
        x={Math.min(x(now), x(end))}
        y={y}
        width={Math.abs(x(end) - x(now))}
        height={18}
      />
      <text x={x(end) + (isLeft ? -5 : 5)} y={y + 14} textAnchor={isLeft ? 'end' : 'start'}>
        {percent(end)}
      </text>
    </>
  );
}
