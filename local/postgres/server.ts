/** The running server of a database folder: found, started, stopped; every wait is bounded. */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../lock.mjs';
import { type Binaries, program } from './binaries.ts';
import { dataFolder, lastLine } from './cluster.ts';
import type { RunProgram } from './run-program.ts';

const startWithinMs = 45_000;
const retryMs = 250;
const logBytes = 5_000_000;

const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // their path length is limited, and a TCP port serves every client
  log_error_verbosity: 'terse', // details and statements quote what people wrote
  log_min_error_statement: 'panic',
};

/** After a kill -9 the old server's backends hold its memory for a moment, and a port may go to another at any time. */
const passes = /shared memory|still in use|lock file|another postmaster|could not bind|Address already in use/i;

type Postmaster = { pid: number; port: number; isReady: boolean };

const pidFile = (folder: string): string => join(dataFolder(folder), 'postmaster.pid');

/** What postmaster.pid says, if its process is alive and really this folder's server. */
const readPostmaster = (folder: string): Postmaster | undefined => {
  if (!existsSync(pidFile(folder))) return undefined;
  const [pid, data = '', , port, , , , state] = readFileSync(pidFile(folder), 'utf8').split('\n');
  const postmaster = { pid: Number(pid), port: Number(port), isReady: state?.trim() === 'ready' };
  const isOurs = isAlive(postmaster.pid) && !isStranger(postmaster.pid, [data, dataFolder(folder)]);
  return isOurs ? postmaster : undefined;
};

const isStranger = (pid: number, names: string[]): boolean => {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return !names.some((data) => command.includes(data));
  } catch {
    return false; // no /proc here, or just gone: PostgreSQL judges itself
  }
};

/** No process can have it: above the highest pid there is. */
const nobodysPid = '2147483647';

/**
 * After a reboot, or in a new container, the dead server's pid may be anyone's, and PostgreSQL would refuse to start beside it.
 * Only the pid is struck out: the rest of the file is how PostgreSQL finds out that backends of the dead one still run.
 */
const strikeOutStalePid = (folder: string): void => {
  if (!existsSync(pidFile(folder)) || readPostmaster(folder)) return;
  writeFileSync(pidFile(folder), readFileSync(pidFile(folder), 'utf8').replace(/^\d+/, nobodysPid));
};

/** The port of a server that runs already and answers; one that is just starting is waited for. */
export const findRunning = async (folder: string): Promise<number | undefined> => {
  const until = Date.now() + startWithinMs;
  for (let server = readPostmaster(folder); server; server = readPostmaster(folder)) {
    if (server.isReady && (await accepts(server.port))) return server.port;
    if (Date.now() > until) throw new Error(`The database server of ${folder} (pid ${server.pid}) runs and does not answer.`);
    await sleep(retryMs);
  }
  return undefined;
};

export const startServer = async (
  folder: string,
  binaries: Binaries,
  run: RunProgram,
  log: (line: string) => void,
): Promise<number> => {
  const logFile = join(dataFolder(folder), 'server.log');
  if (existsSync(logFile) && statSync(logFile).size > logBytes) renameSync(logFile, `${logFile}.old`);
  const until = Date.now() + startWithinMs;
  for (let attempt = 1; ; attempt++) {
    strikeOutStalePid(folder);
    const port = await choosePort(folder);
    const settings = Object.entries({ ...serverSettings, port }).map(([name, value]) => `-c ${name}=${value}`);
    const args = ['start', '-w', '-t', '40', '-D', dataFolder(folder), '-l', logFile, '-o', settings.join(' ')];
    const { ok, output } = await run(program(binaries, 'pg_ctl'), args, { withinMs: startWithinMs });
    if (ok) return port;
    const why = reason(logFile, output);
    if (Date.now() > until || (attempt > 2 && !passes.test(why))) {
      throw new Error(`The embedded database did not start: ${why} (see ${logFile})`);
    }
    if (attempt === 2) log('PostgreSQL: waiting for the processes of an earlier, killed server to end');
    await sleep(retryMs);
  }
};

/** Fast: open transactions are rolled back and clients disconnected, data are flushed. */
export const stopServer = async (folder: string, binaries: Binaries, run: RunProgram): Promise<void> => {
  const stop = (mode: string, seconds: number) =>
    run(program(binaries, 'pg_ctl'), ['stop', '-w', '-m', mode, '-t', String(seconds), '-D', dataFolder(folder)]);
  const { ok } = await stop('fast', 10);
  if (!ok && readPostmaster(folder)) await stop('immediate', 5);
};

const reason = (logFile: string, output: string): string => {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20) : [];
  return lines.findLast((line) => line.includes('FATAL')) ?? lastLine(output);
};

/** The same port from start to start, so that tools stay connected; another one when it is taken. */
const choosePort = async (folder: string): Promise<number> => {
  const file = join(folder, 'port');
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (remembered && (await tryPort(remembered))) || (await tryPort(0));
  if (port !== remembered) writeFileSync(file, String(port));
  return port;
};

const tryPort = (wanted: number): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
