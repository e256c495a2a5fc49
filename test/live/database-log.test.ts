import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../shared/config.ts';
import type { Log } from '../../shared/log.ts';
import { createPool } from '../../shared/store/pool.ts';
import { postgresMissing } from '../helpers/database.ts';
import { freePort } from '../helpers/redis-server.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function open(url: string) {
  const lines: string[] = [];
  const keep = (event: string, fields?: object) => void lines.push(JSON.stringify({ event, ...fields }));
  const log: Log = { info: keep, warn: keep, error: keep };
  const { postgres } = loadConfig({ APP_USERNAME: 'a', APP_PASSWORD: 'b', POSTGRES_URL: url });
  const pool = createPool({ ...postgres, url }, log);
  ends.push(() => pool.end());
  const ask = () =>
    pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
  return { ask, lines };
}

describe('a database that cannot be reached', () => {
  test('is logged once with its address, what its name resolves to, and no credentials', async () => {
    const { ask, lines } = open(`postgres://someone:secret@127.0.0.1:${await freePort()}/cases`);
    for (let i = 0; i < 5; i++) expect(await ask()).toBe(false);
    await expect.poll(() => lines.length).toBe(1);
    expect(lines[0]).toMatch(/database-unavailable.*127\.0\.0\.1:\d+\/cases.*ECONNREFUSED.*resolves to 127\.0\.0\.1.*nextTry/);
    expect(lines.join()).not.toMatch(/someone|secret/);
  });

  test('under a name that does not exist says so', async () => {
    const { ask, lines } = open('postgres://someone:secret@no-such-database.medical-case-env.internal/cases');
    expect(await ask()).toBe(false);
    await expect.poll(() => lines.join(), { timeout: 5_000 }).toMatch(/does not resolve|the name server gave no answer/);
  });

  test.skipIf(postgresMissing)('and comes back is logged once more', async () => {
    const real = new URL(process.env.POSTGRES_URL ?? '');
    const port = await freePort();
    const { ask, lines } = open(Object.assign(new URL(real.href), { hostname: '127.0.0.1', port: `${port}` }).href);
    expect(await ask()).toBe(false);
    const door = createServer((socket) => {
      const through = connect(Number(real.port), real.hostname);
      socket.pipe(through).pipe(socket);
      for (const end of [socket, through]) end.on('error', () => socket.destroy());
    }).listen(port, '127.0.0.1');
    ends.unshift(() => door.close());
    await expect.poll(ask).toBe(true);
    expect(await ask()).toBe(true);
    await expect.poll(() => lines.length).toBe(2);
    expect(lines[1]).toContain('database-ready');
  });
});
