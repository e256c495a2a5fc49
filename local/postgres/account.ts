/**
 * Under which account PostgreSQL runs. It refuses to run as root, so root hands it to `postgres` or `nobody`, who may not be
 * allowed into root's folders (/root is 0700): then the one capability that opens them goes along.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

type Ids = { uid: number; gid: number };

export type Account = {
  /** The user and group to switch to; absent when we are not root and run it as ourselves. */
  ids?: Ids;
  /** A program that starts the real one with the capability; it switches the user as well. */
  prefix: string[];
};

const isRoot = (): boolean => process.getuid?.() === 0;

/** @param folder where its data will be @param binaries where its programs are */
export const chooseAccount = (folder: string, data: string, binaries: string): Account => {
  if (!isRoot()) {
    refuseForeignData(data);
    return { prefix: [] };
  }
  const ids = ownerOf(data) ?? accountOf('postgres') ?? accountOf('nobody');
  if (!ids) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.');
  if (canEnter(folder, ids) && canEnter(binaries, ids)) return { ids, prefix: [] };
  const prefix = capabilityPrefix(ids);
  if (prefix) return { ids, prefix };
  if (canEnter(folder, ids)) return { ids, prefix: [] }; // the binaries alone are out of reach: they get copied
  throw new Error(
    `The account that runs PostgreSQL (uid ${ids.uid}) may not enter ${folder}. Set DATA_DIR to a folder that others may enter.`,
  );
};

/** Data that exist belong to whoever made them. */
const ownerOf = (data: string): Ids | undefined => {
  if (!existsSync(data)) return undefined;
  const { uid, gid } = statSync(data);
  return uid === 0 ? undefined : { uid, gid };
};

const refuseForeignData = (data: string): void => {
  const owner = ownerOf(data);
  if (!process.getuid || !existsSync(data) || statSync(data).uid === process.getuid()) return;
  const who = owner ? `uid ${owner.uid}` : 'root';
  throw new Error(`The database in ${data} belongs to ${who}. Start as that user or as root, or set DATA_DIR to another folder.`);
};

const accountOf = (name: string): Ids | undefined => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
};

/** Whether every folder on the way lets this user through. */
export const canEnter = (path: string, { uid, gid }: Ids): boolean => {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid: owner, gid: group } = statSync(folder);
      const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
};

/** CAP_DAC_OVERRIDE alone: containers commonly withhold CAP_DAC_READ_SEARCH, and it is not needed. */
const capabilityPrefix = ({ uid, gid }: Ids): string[] | undefined => {
  const prefix = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  const [command = '', ...args] = prefix;
  return spawnSync(command, [...args, 'true'], { stdio: 'ignore', timeout: 5_000 }).status === 0 ? prefix : undefined;
};
