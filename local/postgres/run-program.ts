/** Runs one of PostgreSQL's programs to its end, bounded, and returns what it said. */
import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account.ts';

export type ProgramResult = { ok: boolean; output: string };
export type RunProgram = (
  program: string,
  args: string[],
  options?: { input?: string; withinMs?: number },
) => Promise<ProgramResult>;

/** The caller's PGDATA, PGPORT and the like are about other servers. */
const ownEnv = (): NodeJS.ProcessEnv => {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(entries), LC_ALL: 'C' };
};

export const runAs =
  (account: Account): RunProgram =>
  (program, args, { input = '', withinMs = 60_000 } = {}) =>
    new Promise((resolve) => {
      const [command, ...before] = [...account.prefix, program];
      const ids = account.prefix.length > 0 ? {} : account.ids;
      const cwd = parse(process.cwd()).root; // the account may not be allowed to stand where we stand
      const child = spawn(command ?? program, [...before, ...args], {
        ...ids,
        cwd,
        env: ownEnv(),
        stdio: 'pipe',
        windowsHide: true,
      });
      let output = '';
      const keep = (piece: Buffer) => {
        output = (output + piece.toString()).slice(-8_000);
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      child.stdin.on('error', () => undefined); // it ended without reading: its exit code says why
      child.stdin.end(input);
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      const finish = (ok: boolean) => {
        clearTimeout(timer);
        resolve({ ok, output: output.trim() });
      };
      child.once('error', (error) => {
        output = `${program}: ${error.message}`;
        finish(false);
      });
      child.once('close', (code) => finish(code === 0));
    });
