import { scaleLinear } from 'd3-scale';
import { ChartFigure } from './ChartFigure.tsx';
import styles from './DifficultyCard.module.css';
import marks from './marks.module.css';

type Props = {
  /** 0: gives itself away; 1: every finding misleads. */
  readonly score: number;
  readonly bitsNeeded: number;
  readonly bitsGiven: number;
  readonly rankAtPresentation: number;
  readonly discriminating: number;
  readonly findings: number;
  /** Share of findings that speak against the primary diagnosis. */
  readonly pointingElsewhere: number;
};

/** Difficulty as a number, with the four things that it is made of. */
export function DifficultyCard(props: Props) {
  const { score, bitsNeeded, bitsGiven, rankAtPresentation, discriminating, findings, pointingElsewhere } = props;
  const elsewhere = Math.round(pointingElsewhere * findings);
  const facts: readonly (readonly [term: string, value: string, note: string])[] = [
    [
      'Rank at the door',
      `${rankAtPresentation}.`,
      rankAtPresentation === 1 ? 'the likeliest before any answer' : 'before any answer',
    ],
    [
      'Evidence',
      `${bitsGiven.toFixed(1)} bit`,
      `given; 80 % needs ${bitsNeeded.toFixed(1)}${bitsGiven >= bitsNeeded ? '' : ': it never gets there'}`,
    ],
    ['Discriminating', `${discriminating} of ${findings}`, 'findings with an LR ≥ 2 or ≤ 0.5'],
    ['Pointing elsewhere', `${elsewhere} of ${findings}`, 'findings that speak against it'],
  ];
  return (
    <ChartFigure
      title="Difficulty"
      summary={`${score.toFixed(2)} of 1, where 0 gives itself away and 1 misleads with every finding: ${wordFor(score)}.`}
      table={{
        columns: ['Measure', 'Value', 'Meaning'],
        rows: [
          { key: 'score', cells: ['Score', score.toFixed(2), wordFor(score)] },
          ...facts.map((cells) => ({ key: cells[0], cells })),
        ],
      }}
    >
      {(width, label) => (
        <>
          <Scale width={Math.min(width, 520)} label={label} score={score} />
          <dl className={styles.card}>
            {facts.map(([term, value, note]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>
                  <strong>{value}</strong> {note}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </ChartFigure>
  );
}

const wordFor = (score: number): string => (score < 0.3 ? 'easy' : score < 0.5 ? 'fair' : score < 0.7 ? 'hard' : 'very hard');

function Scale({ width, label, score }: { readonly width: number; readonly label: string; readonly score: number }) {
  const x = scaleLinear([0, 1], [6, width - 6]);
  return (
    <svg role="img" aria-label={label} width={width} height={58}>
      <rect className={marks.track} x={x(0)} y={20} width={x(1) - x(0)} height={10} rx={5} />
      <rect className={marks.barFor} x={x(0)} y={20} width={Math.max(6, x(score) - x(0))} height={10} rx={5} />
      <circle className={marks.hollow} cx={x(score)} cy={25} r={7} />
      <text x={Math.min(width - 14, Math.max(14, x(score)))} y={12} textAnchor="middle" className={marks.strong}>
        {score.toFixed(2)}
      </text>
      <text x={0} y={47} className={marks.quiet}>
        0 gives itself away
      </text>
      <text x={width} y={47} textAnchor="end" className={marks.quiet}>
        1 misleads
      </text>
    </svg>
  );
}
