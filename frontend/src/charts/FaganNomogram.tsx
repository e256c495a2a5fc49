import { scaleLinear } from 'd3-scale';
import { percent, ratio } from '../ui/numbers.ts';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './marks.module.css';
import { edge, postHeight, preHeight, probabilityTicks, ratioHeight, ratioTicks } from './nomogram-scale.ts';

type Props = {
  readonly finding: string;
  readonly bucket: string;
  readonly before: number;
  readonly ratio: number;
  readonly after: number;
};

/** Fagan's nomogram: pre-test probability, LR and post-test probability on one straight line. */
export function FaganNomogram(props: Props) {
  const { finding, bucket, before, after } = props;
  return (
    <ChartFigure
      title="Fagan nomogram"
      summary={`${bucket}: ${percent(before)} before, LR ${ratio(props.ratio)} for “${finding}”, ${percent(after)} after.`}
      table={{
        columns: ['Step', 'Value'],
        rows: [
          { key: 'before', cells: ['Pre-test probability', percent(before)] },
          { key: 'ratio', cells: ['Likelihood ratio', ratio(props.ratio)] },
          { key: 'after', cells: ['Post-test probability', percent(after)] },
        ],
      }}
    >
      {(width, label) => <Drawing {...props} width={Math.min(width, 460)} label={label} />}
    </ChartFigure>
  );
}

function Drawing({ before, after, ratio: lr, width, label }: Props & { readonly width: number; readonly label: string }) {
  const [top, height] = [44, 540];
  const y = scaleLinear([edge, -edge], [top, height - 10]);
  const [left, right] = [44, width - 44];
  const middle = (left + right) / 2;
  const [start, cross, end] = [y(preHeight(before)), y(ratioHeight(lr)), y(postHeight(after))];
  return (
    <svg role="img" aria-label={label} width={width} height={height}>
      <line className={styles.mine} x1={left} y1={start} x2={right} y2={end} />
      <Axis x={left} name="Pre-test" unit="%" side={-1} ticks={probabilityTicks.map((p) => [y(preHeight(p)), percentTick(p)])} />
      <Axis
        x={middle}
        name="LR"
        unit=""
        side={-1}
        ticks={ratioTicks.map((value): [number, string] => [y(ratioHeight(value)), `${value}`])}
      />
      <Axis
        x={right}
        name="Post-test"
        unit="%"
        side={1}
        ticks={probabilityTicks.map((p) => [y(postHeight(p)), percentTick(p)])}
      />
      <Mark x={left} y={start} text={percent(before)} />
      <Mark x={middle} y={cross} text={ratio(lr)} />
      <Mark x={right} y={end} text={percent(after)} toLeft />
    </svg>
  );
}

const percentTick = (p: number): [number, string][1] => `${Number((p * 100).toPrecision(3))}`;

type AxisProps = {
  readonly x: number;
  readonly name: string;
  readonly unit: string;
  /** Where the figures stand: −1 left of the axis, 1 right of it. */
  readonly side: -1 | 1;
  readonly ticks: readonly (readonly [y: number, label: string])[];
};

function Axis({ x, name, unit, side, ticks }: AxisProps) {
  const ys = ticks.map(([y]) => y);
  return (
    <g>
      <text x={x} y={14} textAnchor="middle" className={styles.strong}>
        {name}
      </text>
      <text x={x} y={29} textAnchor="middle" className={styles.quiet}>
        {unit}
      </text>
      <line className={styles.axis} x1={x} x2={x} y1={Math.min(...ys)} y2={Math.max(...ys)} />
      {ticks.map(([y, label]) => (
        <g key={label}>
          <line className={styles.axis} x1={x} x2={x + side * 6} y1={y} y2={y} />
          <text x={x + side * 9} y={y + 4} textAnchor={side < 0 ? 'end' : 'start'} className={`${styles.quiet} ${styles.halo}`}>
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

function Mark({
  x,
  y,
  text,
  toLeft = false,
}: {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly toLeft?: boolean;
}) {
  return (
    <>
      <circle className={styles.hollow} cx={x} cy={y} r={5} />
      <text
        x={x + (toLeft ? -10 : 10)}
        y={y - 8}
        textAnchor={toLeft ? 'end' : 'start'}
        className={`${styles.strong} ${styles.halo}`}
      >
        {text}
      </text>
    </>
  );
}
