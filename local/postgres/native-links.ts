/**
 * npm packages cannot hold symbolic links, so the PostgreSQL package lists its own and makes them in a postinstall script.
 * Where install scripts are switched off they are missing, and nothing starts ("libicuuc.so.60 not found"): made here then.
 */
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

type Link = { source: string; target: string };

/** The package's `native` folder with all links in it: in place, or a copy where the package is not ours to write to. */
export const completeLinks = (packageRoot: string, version: string): string => {
  const links = readLinks(packageRoot);
  const native = join(packageRoot, 'native');
  if (links.every(({ target }) => existsSync(join(packageRoot, target)))) return native;
  try {
    makeLinks(packageRoot, links);
    return native;
  } catch {
    return copyBinaries(native, version);
  }
};

/** A copy that every account may enter and only we may write to: others will run these programs. */
export const copyBinaries = (native: string, version: string): string => {
  const uid = process.getuid?.();
  const home = join(tmpdir(), `medical-case-generator-postgres-${version}-${uid ?? 'user'}`);
  if (!existsSync(home)) {
    const making = `${home}.${process.pid}`;
    mkdirSync(making, { mode: 0o755 });
    chmodSync(making, 0o755); // whatever the umask says
    cpSync(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(making, readLinks(making));
    try {
      renameSync(making, home);
    } catch {
      rmSync(making, { recursive: true, force: true }); // another start was quicker
    }
  }
  const { uid: owner, mode } = lstatSync(home);
  if (uid !== undefined && (owner !== uid || (mode & 0o022) !== 0)) {
    throw new Error(`${home} is not ours alone to write to, so the programs in it are not run. Delete it, or set POSTGRES_URL.`);
  }
  return join(home, 'native');
};

const readLinks = (packageRoot: string): Link[] => {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
};

const makeLinks = (packageRoot: string, links: Link[]): void => {
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(packageRoot, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // made by another start in this moment
    }
  }
};
