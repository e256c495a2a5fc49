/** Who uses a database folder: one file per user, so that the last one out stops the server, and the dead do not count. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../lock.mjs';

let count = 0;

/** Leaves a card; the function returned takes it back and says whether anyone is left. */
export const joinUsers = (folder: string): (() => { othersLeft: boolean }) => {
  const users = join(folder, 'users');
  mkdirSync(users, { recursive: true });
  const card = join(users, `${process.pid}.${startOf(process.pid) ?? 0}.${count++}`);
  writeFileSync(card, '');
  return () => {
    rmSync(card, { force: true });
    const left = readdirSync(users).filter((name) => {
      const present = isPresent(name);
      if (!present) rmSync(join(users, name), { force: true });
      return present;
    });
    return { othersLeft: left.length > 0 };
  };
};

/** A pid may have been given to another process since; the time that process started tells. */
const isPresent = (card: string): boolean => {
  const [pid = 0, start] = card.split('.').map(Number);
  return isAlive(pid) && (startOf(pid) ?? 0) === start;
};

const startOf = (pid: number): number | undefined => {
  try {
    // Field 22; the name in field 2 may hold spaces, so count from behind its bracket.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]);
  } catch {
    return undefined; // no /proc here
  }
};
