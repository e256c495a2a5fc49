/**
 * One piece of work at a time, across processes: a lock file that names its holder.
 * Plain JavaScript, because bootstrap.mjs needs it before the project's own Node and TypeScript exist.
 */
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder touches its file this often; one that has not for `abandonedMs` is gone, whoever has its pid by now. */
const touchMs = 2_000;
const abandonedMs = 20_000;

/** A process that has ended and was not yet collected by its parent answers signals too; it is dead all the same. */
const isZombie = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).startsWith('Z');
  } catch {
    return false; // no /proc here
  }
};

export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const isAbandoned = (file) => {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const pid = Number(readFileSync(file, 'utf8'));
    // An empty file is a lock in the making: its holder has created it and not yet written its pid.
    return age > abandonedMs || (pid > 0 && !isAlive(pid));
  } catch {
    return false; // let go of in this moment: the next try will tell
  }
};

const take = (file) => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isAbandoned(file)) {
    const aside = `${file}.${process.pid}`;
    try {
      renameSync(file, aside); // atomic: of several that clear one lock, one succeeds
      rmSync(aside, { force: true });
    } catch {
      // another was quicker
    }
  }
  return false;
};

export const withLock = async (file, work, { waitMs = 60_000, onWait } = {}) => {
  const until = Date.now() + waitMs;
  for (let waited = false; !take(file); waited = true) {
    if (Date.now() > until) {
      throw new Error(
        `Another process has held ${file} for over ${Math.round(waitMs / 1000)} s. If none is running, delete that file.`,
      );
    }
    if (!waited) onWait?.();
    await sleep(100);
  }
  const touch = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // the folder is being removed: nothing left to guard
    }
  }, touchMs);
  touch.unref();
  try {
    return await work();
  } finally {
    clearInterval(touch);
    rmSync(file, { force: true });
  }
};
