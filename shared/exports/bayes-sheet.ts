import type { CaseRecord } from '../cases/case.ts';
import { rowOf } from '../cases/derive.ts';
import type { Finding } from '../cases/finding.ts';
import { priorsOf } from '../cases/framework.ts';
import { bucketPrior, observedLikelihood } from '../reasoning/bayes.ts';
import { at } from '../reasoning/probability.ts';
import { address, type Formula, heading, input, type SheetModel, type SheetRow, text } from './excel-cells.ts';
import { featureOf, type Matrix } from './lr-matrix.ts';
import { cellText } from './plain-text.ts';

/** Column A names, column B holds states and totals, the leaves begin at C. */
const firstLeaf = 2;
const resultsAt = 6;

/**
 * The whole way from priors to posterior in live formulas. It goes over the tier-3 buckets at every tier, and sums: findings
 * are independent given a leaf, not given an upper bucket, so products of upper-tier ratios would give another posterior.
 */
export function bayesSheet(record: CaseRecord, { tier, columns }: Matrix): SheetModel {
  const { leaves } = record.framework;
  const priors = priorsOf(record.framework);
  const all = priors.map((_, leaf) => leaf);
  const stated = record.findings.filter(({ present }) => present !== null);
  const blocks = layout(columns.length, stated.length);
  const ref = (row: number, leaf: number): string => address(row, firstLeaf + leaf);
  const span = (row: number): string => `${address(row, firstLeaf)}:${address(row, firstLeaf + leaves.length - 1)}`;

  const total = bucketPrior(priors, all);
  const seen = stated.map((finding) => likelihoodsOf(record, finding));
  const path = pathOf(priors, seen);
  const final = path.at(-1) ?? [];

  const sumOf = (row: number, members: readonly number[], values: readonly number[]): Formula => ({
    formula: `SUM(${members.map((leaf) => ref(row, leaf)).join(',')})`,
    value: bucketPrior(values, members),
  });
  const pathRow = (step: number): SheetRow =>
    all.map((leaf) => {
      const before = blocks.path + step - 1;
      const likelihood = blocks.seen + step - 1;
      const formula =
        step === 0
          ? `${ref(blocks.prior, leaf)}/$B$${blocks.prior}`
          : `${ref(before, leaf)}*${ref(likelihood, leaf)}/SUMPRODUCT(${span(before)},${span(likelihood)})`;
      return { formula, value: at(path[step] ?? [], leaf) };
    });

  const rows: SheetRow[] = [
    [text(`From priors to posterior, tier ${tier}`, { fontWeight: 'bold', fontSize: 14 })],
    [text('Change a number on a yellow ground (a prior, a state, a likelihood): everything else follows.')],
    [
      text(
        'It is assumed that findings are independent given the diagnosis. They are not, quite: two that measure the same count twice.',
      ),
    ],
    [],
    [wideHeading(`Bucket (tier ${tier})`), heading('Prior'), heading('Posterior')],
    ...columns.map((column) => [
      text(column.heading),
      sumOf(blocks.path, column.bucket.members, path[0] ?? []),
      sumOf(blocks.path + stated.length, column.bucket.members, final),
    ]),
    [],
    [heading('Tier-3 bucket'), heading('Total'), ...leaves.map(({ name }) => heading(cellText(name)))],
    [text(`Bucket (tier ${tier})`), null, ...all.map((leaf) => text(headingOver(columns, leaf)))],
    [text('Prior'), { formula: `SUM(${span(blocks.prior)})`, value: total }, ...priors.map((prior) => input(prior, '0.0000'))],
    [],
    [wideHeading('P(finding present | tier-3 bucket)'), heading('Present (1) or absent (0)')],
    ...stated.map((finding) => [
      text(cellText(finding.finding)),
      input(finding.present ? 1 : 0, '0'),
      ...rowOf(record, finding.id).map((likelihood) => input(likelihood, '0.000')),
    ]),
    [],
    [wideHeading('Likelihood of what was found')],
    ...stated.map((finding, i): SheetRow => {
      const row = blocks.likelihoods + i;
      const cells = all.map((leaf) => ({
        formula: `IF($B${row}=1,${ref(row, leaf)},1-${ref(row, leaf)})`,
        value: at(seen[i] ?? [], leaf),
      }));
      return [text(cellText(featureOf(finding))), null, ...cells];
    }),
    [],
    [wideHeading('Posterior after each finding')],
    [text('Prior, as a share of 1'), null, ...pathRow(0)],
    ...stated.map((finding, i): SheetRow => [text(cellText(featureOf(finding))), null, ...pathRow(i + 1)]),
  ];
  return {
    sheet: 'Bayes',
    rows,
    stickyColumnsCount: 1,
    columns: [{ width: 60 }, { width: 16 }, ...leaves.map(() => ({ width: 16 }))],
  };
}

/** First rows (from 1) of the blocks, each after a blank row and a heading. */
function layout(buckets: number, findings: number) {
  const prior = resultsAt + buckets + 3;
  const likelihoods = prior + 3;
  const seen = likelihoods + findings + 2;
  return { prior, likelihoods, seen, path: seen + findings + 2 };
}

/** In the wide first column nothing needs to wrap. */
const wideHeading = (value: string) => ({ ...heading(value), height: 15 });

const likelihoodsOf = (record: CaseRecord, { id, present }: Finding): number[] => {
  const likelihoods = rowOf(record, id);
  return likelihoods.map((_, leaf) => observedLikelihood({ likelihoods, present: present === true }, leaf));
};

/** The values that the formulas have now: prior, then posterior after each finding, each adding up to 1. */
function pathOf(priors: readonly number[], seen: readonly (readonly number[])[]): number[][] {
  const path = [shares(priors)];
  for (const likelihoods of seen) path.push(shares((path.at(-1) ?? []).map((p, leaf) => p * at(likelihoods, leaf))));
  return path;
}

function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

const headingOver = (columns: Matrix['columns'], leaf: number): string =>
  columns.find(({ bucket }) => bucket.members.includes(leaf))?.heading ?? '';
