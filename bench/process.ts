import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export type Served = {
  readonly url: string;
  readonly pid: number;
  readonly startedInMs: number;
  readonly stop: () => Promise<void>;
};

const server = join(import.meta.dirname, 'serve.ts');

/** Starts bench/serve.ts, or what was built of it, and waits for its ready line. */
export function serve(args: readonly string[], env: Record<string, string> = {}, program = server): Promise<Served> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (data: Buffer) => {
      const url = /ready (\S+)/.exec(data.toString())?.[1];
      if (url) resolve({ url, pid: child.pid ?? 0, startedInMs: performance.now() - start, stop: () => end(child) });
    });
  });
}

/** serve.ts as one file of JavaScript, as a worker is: Node takes about 70 ms to read the types of the local host. */
export async function buildServer(folder: string): Promise<string> {
  const outfile = join(folder, 'serve.mjs');
  await build({ entryPoints: [server], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  return outfile;
}

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

/** CPU that a process has used so far, user and system, in µs (Linux: clock ticks of 10 ms). */
export function cpuMicroseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Resident memory of a process in MiB. */
export const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => percentile(values, 0.5);
