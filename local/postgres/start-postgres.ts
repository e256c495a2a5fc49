/**
 * A real PostgreSQL server for one DATA_DIR, without anything installed. Several processes may start it at once: they share
 * one server, whoever started it, and the last one to stop takes it down. One that was killed no longer counts.
 */
import { join, resolve } from 'node:path';
import { withLock } from '../lock.mjs';
import { canEnter, chooseAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { databaseName, dataFolder, makeCluster, makeFolder, readPassword, userName } from './cluster.ts';
import { copyBinaries } from './native-links.ts';
import { runAs } from './run-program.ts';
import { findRunning, startServer, stopServer } from './server.ts';
import { joinUsers } from './users.ts';

export type PostgresOptions = { dataDir: string; log?: (line: string) => void };
export type RunningPostgres = { url: string; folder: string; reused: boolean; stop(): Promise<void> };

export const startPostgres = async ({ dataDir, log = () => undefined }: PostgresOptions): Promise<RunningPostgres> => {
  const folder = join(resolve(dataDir), 'postgres');
  const data = dataFolder(folder);
  makeFolder(resolve(dataDir));
  makeFolder(folder);
  const found = findBinaries(data);
  const account = chooseAccount(folder, data, found.bin);
  const isOutOfReach = account.ids && account.prefix.length === 0 && !canEnter(found.bin, account.ids);
  const binaries: Binaries = isOutOfReach
    ? { ...found, bin: join(copyBinaries(join(found.bin, '..'), String(found.major)), 'bin') }
    : found;
  const run = runAs(account);
  const lockFile = join(folder, 'lock');

  return withLock(lockFile, async () => {
    const leave = joinUsers(folder);
    try {
      await makeCluster(folder, binaries, account, run);
      const running = await findRunning(folder);
      const port = running ?? (await startServer(folder, binaries, run, log));
      const url = `postgres://${userName}:${readPassword(folder)}@127.0.0.1:${port}/${databaseName}`;
      return { url, folder, reused: running !== undefined, stop: once(() => withLock(lockFile, () => stop(leave))) };
    } catch (error) {
      leave();
      throw error;
    }
  });

  async function stop(leave: () => { othersLeft: boolean }): Promise<void> {
    if (!leave().othersLeft) await stopServer(folder, binaries, run);
  }
};

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
};
