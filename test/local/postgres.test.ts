import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { isAlive } from '../../local/lock.mjs';
import { findBinaries } from '../../local/postgres/binaries.ts';
import { type RunningPostgres, startPostgres } from '../../local/postgres/start-postgres.ts';

const missing = (() => {
  try {
    findBinaries('/nonexistent');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
})();
if (missing) console.log(`The embedded PostgreSQL is not tested: ${missing}`);

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined); // some tests kill the server under it
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const postmaster = ({ folder }: RunningPostgres): number =>
  Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10);
const ends = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);

describe.skipIf(missing)('the embedded PostgreSQL', () => {
  const running: RunningPostgres[] = [];
  const folders: string[] = [];

  /** mkdtemp makes it 0700: for root this is also the case of data that PostgreSQL's account cannot reach by itself. */
  const newDataDir = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'postgres test '));
    folders.push(folder);
    return join(folder, 'data dir');
  };
  const start = async (dataDir: string): Promise<RunningPostgres> => {
    const postgres = await startPostgres({ dataDir });
    running.push(postgres);
    return postgres;
  };

  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  test('starts from nothing, keeps its data and its port, and stops', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    expect(first.reused).toBe(false);
    await query(first.url, 'create table kept as select 42 as answer');
    const pid = postmaster(first);
    await first.stop();
    expect(isAlive(pid)).toBe(false);

    const second = await start(dataDir);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  }, 60_000);

  test('listens on loopback only and asks for its password, which only its owner can read', async () => {
    const { url, folder } = await start(newDataDir());
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(url, 'select current_database() as name')).toEqual([{ name: 'medical_cases' }]);
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(folder, 'password')).mode & 0o077).toBe(0);
  }, 60_000);

  test('is shared by all that start it, two at once too, and the last one out stops it', async () => {
    const dataDir = newDataDir();
    const [one, two] = await Promise.all([start(dataDir), start(dataDir)]);
    expect([one.reused, two.reused].sort()).toEqual([false, true]);
    expect(one.url).toBe(two.url);
    const pid = postmaster(one);
    await one.stop();
    await one.stop(); // again means nothing
    expect(await query(two.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await two.stop();
    await ends(pid);
  }, 60_000);

  test('a user that was killed does not keep it running', async () => {
    const postgres = await start(newDataDir());
    writeFileSync(join(postgres.folder, 'users', '2147483646.1.0'), ''); // no process has this pid
    const pid = postmaster(postgres);
    await postgres.stop();
    await ends(pid);
  }, 60_000);

  test('starts again after its server was killed, with what was committed', async () => {
    const dataDir = newDataDir();
    const killed = await start(dataDir);
    await query(killed.url, 'create table kept as select generate_series(1, 1000) as n');
    process.kill(postmaster(killed), 'SIGKILL');
    const again = await start(dataDir);
    expect(again.reused).toBe(false);
    expect(await query(again.url, 'select count(*)::int from kept')).toEqual([{ count: 1000 }]);
  }, 60_000);

  test('starts although the pid of its dead server now belongs to another process', async () => {
    const dataDir = newDataDir();
    const killed = await start(dataDir);
    const pid = postmaster(killed);
    process.kill(pid, 'SIGKILL');
    const pidFile = join(killed.folder, 'data', 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
    expect((await start(dataDir)).reused).toBe(false);
  }, 60_000);

  test('takes another port when its own is taken', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await first.stop();
    const elsewhere = await start(newDataDir());
    const { port } = new URL(elsewhere.url);
    writeFileSync(join(first.folder, 'port'), port);
    expect(new URL((await start(dataDir)).url).port).not.toBe(port);
  }, 60_000);

  test('says what is wrong with data of another version', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'postgres', 'data'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '9\n');
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 9; here is .*DATA_DIR/);
  });
});
