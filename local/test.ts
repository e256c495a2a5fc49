/** What `npm test` runs once everything is installed: lint, types and tests, with real servers, and a plain last line. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import { ensurePrograms } from './ensure-programs.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { type Stops, stopOnSignals } from './stop-on-signals.ts';
import { addCheck, readReport, type Tally, tallyLine } from './tally.ts';

const appRoot = resolve(import.meta.dirname, '..');
const tools = join(appRoot, 'node_modules');

const runTests = async (stops: Stops, stopping: AbortSignal): Promise<void> => {
  const scratch = mkdtempSync(join(tmpdir(), 'medical-case-generator-test-'));
  chmodSync(scratch, 0o755); // root's PostgreSQL runs as another user, who has to pass
  stops.push(async () => rmSync(scratch, { recursive: true, force: true }));

  const missing = ensurePrograms({ isOnlyForTests: process.env.CI === 'true' });
  for (const { command, reason } of missing) console.log(`Tests that need ${command} are skipped: ${reason}.`);
  const redis = missing.find(({ command }) => command === 'redis-server');
  const { POSTGRES_URL = await startEmbedded(scratch, stops) } = process.env;
  await build({ appRoot });

  // Children of a fixed program, not of the PATH: `node` there may be the machine's own, older one.
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  addCheck(tally, 'biome check', await runTool(stopping, join(tools, '@biomejs/biome/bin/biome'), ['check']));
  addCheck(tally, 'tsc --noEmit', await runTool(stopping, join(tools, 'typescript/bin/tsc'), ['--noEmit']));
  addCheck(
    tally,
    'tsc --noEmit -p frontend',
    await runTool(stopping, join(tools, 'typescript/bin/tsc'), ['--noEmit', '-p', 'frontend']),
  );

  const reportFile = join(scratch, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const env = { POSTGRES_URL, ...(redis ? { MCG_SKIP_REDIS: redis.reason } : {}) };
  const passed = await runTool(stopping, join(tools, 'vitest/vitest.mjs'), ['run', ...reporters, ...process.argv.slice(2)], env);
  readReport(tally, reportFile, passed);

  process.exitCode = tally.failed > 0 ? 1 : 0;
  lastLine = tallyLine(tally);
};

let lastLine = '';
process.on('exit', () => lastLine && console.log(lastLine));

const startEmbedded = async (dataDir: string, stops: Stops): Promise<string> => {
  const postgres = await startPostgres({ dataDir, log: console.log });
  stops.push(() => postgres.stop());
  return postgres.url;
};

/** Runs one tool on our own Node with its output shown; a stop in between takes it down. */
const runTool = (stopping: AbortSignal, script: string, args: string[], env: Record<string, string> = {}): Promise<boolean> =>
  new Promise((done) => {
    const options = { cwd: appRoot, env: { ...process.env, ...env }, stdio: 'inherit', signal: stopping } as const;
    const child = spawn(process.execPath, [script, ...args], options);
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });

stopOnSignals(runTests, { stopWhenDone: true });
