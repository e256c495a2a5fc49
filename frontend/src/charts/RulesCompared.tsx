import { scaleLinear } from 'd3-scale';
import { percent } from '../ui/numbers.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './marks.module.css';
import type { ComparedBucket } from './shapes.ts';
import { fitted } from './text.ts';

type Props = {
  readonly buckets: readonly ComparedBucket[];
  readonly bayesLeader: string;
  readonly simulatorLeader: string;
  /** Where the simulator's leader ends over all orders that were tried. */
  readonly orders: { readonly tried: number; readonly lowest: number; readonly highest: number; readonly changesWinner: boolean };
};

/** Where Bayes ends, and where the companion simulator's rule does, which is another one. */
export function RulesCompared({ buckets, bayesLeader, simulatorLeader, orders }: Props) {
  const nameOf = (id: string) => buckets.find((bucket) => bucket.id === id)?.name ?? id;
  const winners =
    bayesLeader === simulatorLeader
      ? `Both rules lead to ${nameOf(bayesLeader)}.`
      : `The rules part: Bayes leads to ${nameOf(bayesLeader)}, the simulator to ${nameOf(simulatorLeader)}.`;
  const byOrder = `In ${orders.tried} orders of the same findings the simulator ends between ${percent(orders.lowest)} and ${percent(orders.highest)}${orders.changesWinner ? ', and another order has another winner' : ''}.`;
  return (
    <ChartFigure
      title="Bayes and the simulator’s rule"
      summary={`${winners} ${byOrder}`}
      table={{
        columns: ['Bucket', 'Bayes', 'Simulator'],
        rows: buckets.map(({ id, name, bayes, simulator }) => ({ key: id, cells: [name, percent(bayes), percent(simulator)] })),
      }}
    >
      {(width, label) => (
        <>
          <ul className={styles.legend} aria-hidden="true">
            <li>
              <svg width="14" height="14" aria-hidden="true">
                <circle className={styles.dot} cx="7" cy="7" r="5" />
              </svg>
              Bayes
            </li>
            <li>
              <svg width="14" height="14" aria-hidden="true">
                <Diamond x={7} y={7} />
              </svg>
              Simulator, case order
            </li>
            <li>
              <svg width="22" height="14" aria-hidden="true">
                <Range from={2} to={20} y={7} />
              </svg>
              Simulator, other orders
            </li>
          </ul>
          <Rows width={width} label={label} buckets={buckets} leader={simulatorLeader} orders={orders} />
        </>
      )}
    </ChartFigure>
  );
}

type RowsProps = Pick<Props, 'buckets' | 'orders'> & { readonly width: number; readonly label: string; readonly leader: string };

function Rows({ width, label, buckets, leader, orders }: RowsProps) {
  const isWide = width >= 440;
  const left = isWide ? Math.min(240, width * 0.38) : 8;
  const right = isWide ? 112 : 8;
  const pitch = isWide ? 26 : 44;
  const x = scaleLinear([0, 1], [left, width - right]);
  const top = 18;
  const bottom = top + buckets.length * pitch;
  return (
    <svg role="img" aria-label={label} width={width} height={bottom + 20}>
      <text x={width} y={10} textAnchor="end" className={styles.quiet}>
        Bayes · simulator
      </text>
      {[0, 0.25, 0.5, 0.75, 1].map((p) => (
        <g key={p}>
          <line className={styles.grid} x1={x(p)} x2={x(p)} y1={top} y2={bottom} />
          <text
            x={x(p)}
            y={bottom + 14}
            textAnchor={!isWide && p === 1 ? 'end' : !isWide && p === 0 ? 'start' : 'middle'}
            className={styles.quiet}
          >
            {p * 100} %
          </text>
        </g>
      ))}
      {buckets.map(({ id, name, bayes, simulator }, i) => {
        const y = top + i * pitch + (isWide ? 14 : 31);
        const numbers = `${percent(bayes)} · ${percent(simulator)}`;
        return (
          <g key={id}>
            <text x={0} y={isWide ? y + 4 : y - 15} className={isWide ? undefined : styles.halo}>
              <title>{name}</title>
              {isWide ? fitted(name, left - 14) : fitted(name, width - 110)}
            </text>
            <text x={width} y={isWide ? y + 4 : y - 15} textAnchor="end" className={isWide ? undefined : styles.halo}>
              {numbers}
            </text>
            <line className={styles.axis} x1={x(bayes)} x2={x(simulator)} y1={y} y2={y} />
            {id === leader && <Range from={x(orders.lowest)} to={x(orders.highest)} y={y} />}
            <circle className={styles.dot} cx={x(bayes)} cy={y} r={5} />
            <Diamond x={x(simulator)} y={y} />
          </g>
        );
      })}
    </svg>
  );
}

function Diamond({ x, y }: { readonly x: number; readonly y: number }) {
  return <path className={styles.hollow} d={`M${x} ${y - 6} L${x + 6} ${y} L${x} ${y + 6} L${x - 6} ${y} Z`} />;
}

function Range({ from, to, y }: { readonly from: number; readonly to: number; readonly y: number }) {
  return <path className={styles.mine} d={`M${from} ${y - 6} V${y + 6} M${from} ${y} H${to} M${to} ${y - 6} V${y + 6}`} />;
}
