/** The database folder: made once, whole or not at all, with a password that only its file knows. */
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { type Binaries, program } from './binaries.ts';
import type { RunProgram } from './run-program.ts';

export const databaseName = 'medical_cases';
export const userName = 'medical_cases';

/** A folder of our own in DATA_DIR; PostgreSQL's own data are `data` in it. */
export const dataFolder = (folder: string): string => join(folder, 'data');
const passwordFile = (folder: string): string => join(folder, 'password');

export const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(
      `${folder} cannot be made (${(error as NodeJS.ErrnoException).code}). Set DATA_DIR to a folder that can be written to.`,
    );
  }
  chmodSync(folder, 0o755); // PostgreSQL's account passes through; its data and the password are closed by themselves
};

export const readPassword = (folder: string): string => {
  const file = passwordFile(folder);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(
    `${file} is missing: it holds the password of the database beside it. Put it back, or set DATA_DIR to another folder.`,
  );
};

export const makeCluster = async (folder: string, binaries: Binaries, account: Account, run: RunProgram): Promise<void> => {
  const data = dataFolder(folder);
  if (existsSync(join(data, 'PG_VERSION'))) return;
  for (const leftover of globSync('making.*', { cwd: folder })) rmSync(join(folder, leftover), { recursive: true, force: true });
  const making = join(folder, `making.${process.pid}`);
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile(folder), randomBytes(24).toString('hex'), { mode: 0o600 });
  for (const path of account.ids ? [making, passwordFile(folder)] : [])
    chownSync(path, account.ids?.uid ?? 0, account.ids?.gid ?? 0);
  await initialise(making, folder, binaries, run);
  await createDatabase(making, binaries, run);
  renameSync(making, data); // from here on it is there, and whole
};

const initialise = async (making: string, folder: string, binaries: Binaries, run: RunProgram): Promise<void> => {
  const args = [
    '-D',
    making,
    '-U',
    userName,
    `--pwfile=${passwordFile(folder)}`,
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--no-sync',
    '--no-instructions',
  ];
  for (const locale of ['C.UTF-8', 'C']) {
    const { ok, output } = await run(program(binaries, 'initdb'), [...args, `--locale=${locale}`], { withinMs: 120_000 });
    if (ok) return;
    if (!output.includes('invalid locale name')) throw new Error(`The embedded database could not be made: ${lastLine(output)}`);
  }
  throw new Error('The embedded database could not be made: the system knows no locale for it.');
};

/** In single-user mode, before any server runs: so a database folder that is there has its database. */
const createDatabase = async (making: string, binaries: Binaries, run: RunProgram): Promise<void> => {
  const { ok, output } = await run(program(binaries, 'postgres'), ['--single', '-F', '-D', making, 'postgres'], {
    input: `CREATE DATABASE ${databaseName};\n`,
  });
  if (!ok || /\b(ERROR|FATAL|PANIC):/.test(output))
    throw new Error(`The embedded database could not be made: ${lastLine(output)}`);
};

export const lastLine = (output: string): string => output.split('\n').filter(Boolean).at(-1) ?? 'no reason given';
