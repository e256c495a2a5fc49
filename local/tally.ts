/** Adds up checks and tests for the last line of `npm test`. */
import { existsSync, readFileSync } from 'node:fs';

export type Tally = { passed: number; failed: number; skipped: number };

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
};

/** A failed check counts among the failures; a passed one is no test and is not counted. */
export const addCheck = (tally: Tally, name: string, passed: boolean): void => {
  console.log(`${passed ? 'ok' : 'FAILED'}: ${name}`);
  if (!passed) tally.failed += 1;
};

export const readReport = (tally: Tally, file: string, passed: boolean): void => {
  const before = tally.failed;
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    tally.passed += report.numPassedTests;
    tally.failed += report.numFailedTests + filesThatFailed(report);
    tally.skipped += report.numPendingTests + report.numTodoTests;
  }
  // Something outside of any test, such as an unhandled rejection, or no report at all.
  if (!passed && tally.failed === before) tally.failed += 1;
};

/** A file that could not even be loaded has no failed test to show for it. */
const filesThatFailed = ({ testResults }: Report): number =>
  testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;

export const tallyLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
