import type { CaseRecord } from '../cases/case.ts';
import type { Finding } from '../cases/finding.ts';
import type { TierLevel } from '../cases/framework.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { Matrix, MatrixRow } from './lr-matrix.ts';
import { isQuestion, plainText, readsAsMissing } from './plain-text.ts';

/** The companion simulator cuts the names of its categories here. */
const cutAt = 15;
export const asCut = (heading: string): string => [...heading].slice(0, cutAt).join('');

type Headings = Pick<Matrix, 'tier' | 'columns'>;

/** What keeps the simulator from reading a matrix, each with the field to change; empty where nothing does. */
export const matrixProblems = (record: CaseRecord, matrix: Matrix): FieldError[] => [
  ...bucketProblems(matrix),
  ...numberProblems(matrix),
  ...featureProblems(record, matrix.rows),
];

export function requireReadable(record: CaseRecord, matrix: Matrix): void {
  refuse(matrix.tier, matrixProblems(record, matrix));
}

export function requireReadableBuckets(headings: Headings): void {
  refuse(headings.tier, bucketProblems(headings));
}

function refuse(tier: TierLevel, errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const sentences = errors.map(({ message }) => message).join(' ');
  throw new AppError('conflict', `Tier ${tier} cannot be exported yet. ${sentences}`, { errors });
}

function bucketProblems({ tier, columns }: Headings): FieldError[] {
  const path = (index: number): string => `diagnostic_framework.${tier - 1}.buckets.${index}.name`;
  const first = new Map<string, string>();
  const problems = columns.flatMap(({ heading, bucket }, index): FieldError[] => {
    if (heading === 'Feature' || heading === '' || readsAsMissing(heading))
      return [
        {
          path: path(index),
          message: `A bucket cannot be called "${heading}": readers of tables give that a meaning of its own. Rename it.`,
        },
      ];
    const clash = first.get(asCut(heading));
    first.set(asCut(heading), clash ?? bucket.name);
    if (clash === undefined) return [];
    const message = `"${clash}" and "${bucket.name}" begin with the same ${cutAt} characters, where the companion simulator cuts names. Rename one.`;
    return [{ path: path(index), message }];
  });
  if (columns.length >= 2) return problems;
  const message =
    'The tier needs at least two buckets: with one, the companion simulator reads the file in another way. Add one.';
  return [...problems, { path: `diagnostic_framework.${tier - 1}.buckets`, message }];
}

/** A bucket without leaves, or without any probability (or with all of it), has no likelihood ratio. */
const numberProblems = ({ tier, columns, rows }: Matrix): FieldError[] =>
  columns.flatMap(({ bucket }, index) =>
    rows.every(({ cells }) => Number.isFinite(cells[index]?.inForce))
      ? []
      : [
          {
            path: `diagnostic_framework.${tier - 1}.buckets.${index}`,
            message: `"${bucket.name}" has no likelihood ratios, because its prior is 0, or the whole of 1. Give it a tier-3 bucket with a prior between the two, or remove it.`,
          },
        ],
  );

function featureProblems(record: CaseRecord, rows: readonly MatrixRow[]): FieldError[] {
  if (rows.length === 0)
    return [{ path: 'case_details', message: 'No finding has a state yet. Say of each whether this patient has it.' }];
  const first = new Map<string, Finding>();
  return rows.flatMap(({ feature, finding }): FieldError[] => {
    const path = pathOf(record, finding);
    const text = plainText(finding.finding);
    if (isQuestion(text))
      return [{ path, message: `"${text}" (${finding.id}) is a question. Word it as what is found, such as "chest pressure".` }];
    if (text === '' || readsAsMissing(text))
      return [{ path, message: `"${text}" (${finding.id}) reads as "no value". Say what is found.` }];
    const twin = first.get(feature);
    first.set(feature, twin ?? finding);
    if (!twin) return [];
    const message = `${twin.id} and ${finding.id} are both "${text}". Word one of them differently, or remove it.`;
    return [{ path, message }];
  });
}

const lists = {
  history: 'history_questions',
  physical_exam: 'physical_exam_findings',
  diagnostic_workup: 'diagnostic_workup',
} as const;

function pathOf({ findings }: CaseRecord, finding: Finding): string {
  const index = findings.filter(({ category }) => category === finding.category).findIndex(({ id }) => id === finding.id);
  return `case_details.${lists[finding.category]}.${index}.finding`;
}
