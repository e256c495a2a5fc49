import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiProcess } from '../helpers/api-process.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { FaultProxy } from '../helpers/fault-proxy.ts';
import { PostgresServer } from '../helpers/postgres-server.ts';
import { freePort, RedisServer, redisMissing, startSilentServer } from '../helpers/redis-server.ts';

/** Nobody waits longer than this for Redis or PostgreSQL, beyond the request's own work (which the machine makes longer). */
const longestRedisMs = 2_000;
const longestPostgresMs = 5_000;
const ownWorkMs = 700;
const longestRecoveryMs = 2_000;

const wanted = { description: 'A person of 40 with headache', primary_diagnosis: 'migraine' };
const table: Record<string, string | number>[] = [];

type Seen = { door: string; status: number; ms: number; dependency: unknown; detail: unknown };

/** Clients at every door, one after another until told to stop; edits that were acknowledged are noted by their mark. */
class Clients {
  readonly seen: Seen[] = [];
  readonly acknowledged: { session: string; editId: string }[] = [];
  readonly finalized: number[] = [];
  #isStopping = false;
  #marks = 0;
  readonly #api: ApiProcess;

  constructor(api: ApiProcess) {
    this.#api = api;
  }

  async #ask(door: string, method: string, path: string, body?: unknown) {
    const reply = await this.#api.ask(method, path, body);
    const { dependency, detail } = reply.body;
    this.seen.push({ door, status: reply.status, ms: reply.ms, dependency, detail });
    return reply;
  }

  async edit(session: string) {
    this.#marks += 1;
    const editId = `${session.slice(0, 8)}-${this.#marks}`;
    const reply = await this.#ask('PUT /edit-case', 'PUT', '/edit-case', { session_id: session, edit_id: editId, title: editId });
    if (reply.status === 200) this.acknowledged.push({ session, editId });
    return reply;
  }

  async finalize(): Promise<void> {
    const draft = await this.#ask('POST /preview-case', 'POST', '/preview-case', wanted);
    const reply = await this.#ask('POST /finalize-case', 'POST', '/finalize-case', {
      ...draft.body,
      description: wanted.description,
      primary_diagnosis: wanted.primary_diagnosis,
    });
    if (reply.status === 200) this.finalized.push(Number(reply.body.case_id));
  }

  /** Edits, reads, previews and finalizes side by side until `stop`. */
  run(sessions: readonly string[]): Promise<unknown> {
    const until = async (work: () => Promise<unknown>): Promise<void> => {
      while (!this.#isStopping) {
        await work();
        await sleep(20);
      }
    };
    return Promise.all([
      ...sessions.map((session) => until(() => this.edit(session))),
      until(() => this.#ask('GET /session', 'GET', `/session/${sessions[0]}`)),
      until(() => this.finalize()),
    ]);
  }

  stop(): void {
    this.#isStopping = true;
  }

  longest(door?: string): number {
    return Math.max(0, ...this.seen.filter((one) => door === undefined || one.door === door).map(({ ms }) => ms));
  }
}

async function newSessions(api: ApiProcess, count: number): Promise<string[]> {
  const drafts = await Promise.all(
    Array.from({ length: count }, (_, seed) => api.ask('POST', '/preview-case', { ...wanted, seed })),
  );
  return drafts.map(({ body }) => String(body.session_id));
}

/** How long until a door answers well again. */
async function recovery(works: () => Promise<{ status: number }>): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < 10_000) {
    if ((await works()).status === 200) return Math.round(performance.now() - start);
    await sleep(25);
  }
  return Number.POSITIVE_INFINITY;
}

/** Every acknowledged edit stands in the history of its session exactly once. */
async function lostEdits(api: ApiProcess, clients: Clients): Promise<number> {
  const sessions = [...new Set(clients.acknowledged.map(({ session }) => session))];
  const marks = new Map<string, number>();
  for (const session of sessions) {
    const { status, body } = await api.ask('GET', `/session/${session}/history`);
    expect(status).toBe(200);
    for (const { edit_id } of body.revisions as { edit_id: string }[]) marks.set(edit_id, (marks.get(edit_id) ?? 0) + 1);
  }
  return clients.acknowledged.filter(({ editId }) => marks.get(editId) !== 1).length;
}

async function lostCases(api: ApiProcess, clients: Clients): Promise<number> {
  const found = await Promise.all(clients.finalized.map((id) => api.ask('GET', `/case/${id}`)));
  return found.filter(({ status }) => status !== 200).length;
}

const countOf = (clients: Clients): string => {
  const counts = new Map<number, number>();
  for (const { status } of clients.seen) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([status, n]) => `${status}×${n}`)
    .join(' ');
};

function note(fault: string, clients: Clients, recovered: number | string, lost: number): void {
  table.push({
    fault,
    replies: countOf(clients),
    'longest edit ms': clients.longest('PUT /edit-case'),
    'longest ms': clients.longest(),
    'recovery ms': recovered,
    acknowledged: clients.acknowledged.length,
    lost,
  });
}

/** Only these replies, each with its words; a failure names what is out. */
function expectClearWords(clients: Clients, dependency: 'redis' | 'database'): void {
  for (const { status, dependency: named, detail, door } of clients.seen) {
    expect([200, 404, 409, 429, 503], `${door}: ${status} ${detail}`).toContain(status);
    if (status === 503) expect(named).toBe(dependency);
    if (status !== 200) expect(String(detail).length).toBeGreaterThan(10);
  }
}

const expectCalm = (api: ApiProcess): void => {
  expect(api.isRunning, api.output.slice(-1_500)).toBe(true);
  expect(api.output).not.toMatch(/unhandled|uncaught|request-failed/i);
};

afterAll(() => console.table(table));

describe.skipIf(postgresMissing ?? redisMissing)('while Redis fails', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  /** An API on a Redis behind a proxy, under load, with a fault in the middle. */
  async function underFault(
    fault: string,
    during: (parts: { redis: RedisServer; proxy: FaultProxy }) => Promise<void>,
  ): Promise<void> {
    const redis = new RedisServer(await freePort());
    await redis.start();
    const proxy = new FaultProxy(redis.port);
    await proxy.start();
    const api = new ApiProcess({ POSTGRES_URL: database.url, REDIS_URL: `redis://127.0.0.1:${proxy.port}/0` });
    try {
      await api.start();
      const sessions = await newSessions(api, 2);
      const clients = new Clients(api);
      const running = clients.run(sessions);
      await sleep(400);
      await during({ redis, proxy });
      const recovered = await recovery(() => clients.edit(sessions[0] ?? ''));
      await sleep(300);
      clients.stop();
      await running;
      const lost = (await lostEdits(api, clients)) + (await lostCases(api, clients));
      note(fault, clients, recovered, lost);
      expectClearWords(clients, 'redis');
      expect(clients.longest()).toBeLessThan(longestRedisMs + ownWorkMs);
      expect(recovered).toBeLessThan(longestRecoveryMs);
      expect(lost).toBe(0);
      expect(clients.acknowledged.length).toBeGreaterThan(10);
      expectCalm(api);
    } finally {
      await api.kill();
      proxy.close();
      await redis.dispose();
    }
  }

  test('killed in the middle of writes and started again', () =>
    underFault('Redis killed and restarted', async ({ redis }) => {
      await redis.kill();
      await sleep(3_000);
      await redis.start();
    }));

  test('stopped and continued', () =>
    underFault('Redis stopped (SIGSTOP) and continued', async ({ redis }) => {
      redis.signal('SIGSTOP');
      await sleep(5_000);
      redis.signal('SIGCONT');
    }));

  test('300 ms slow', () =>
    underFault('Redis 300 ms slow', async ({ proxy }) => {
      proxy.delayMs = 150;
      await sleep(5_000);
      proxy.delayMs = 0;
    }));

  test('its connection cut every 2 s', () =>
    underFault('Redis connection cut every 2 s', async ({ proxy }) => {
      for (let i = 0; i < 4; i++) {
        proxy.cut();
        await sleep(2_000);
      }
    }));

  const neverThere: [name: string, url: () => Promise<{ url: string; close?: () => void; appears?: RedisServer }>][] = [
    [
      'Redis refused, then appears',
      async () => {
        const appears = new RedisServer(await freePort());
        return { url: appears.url, appears };
      },
    ],
    ['Redis wrong host name', async () => ({ url: 'redis://redis-app.medical-case-env.internal:6379/0' })],
    [
      'Redis accepts and stays silent',
      async () => {
        const { port, close } = await startSilentServer();
        return { url: `redis://127.0.0.1:${port}/0`, close };
      },
    ],
  ];
  test.each(neverThere)('%s: generating works, editing says why', async (fault, server) => {
    const { url, close, appears } = await server();
    const api = new ApiProcess({ POSTGRES_URL: database.url, REDIS_URL: url });
    try {
      await api.start();
      const clients = new Clients(api);
      const running = clients.run(['no-session-yet']);
      await sleep(4_000);
      await appears?.start();
      const preview = () => api.ask('POST', '/preview-case', wanted);
      const works = async () => ({ status: (await preview()).body.session_id === null ? 503 : 200 });
      const recovered = appears ? await recovery(works) : '–';
      clients.stop();
      await running;
      const lost = await lostCases(api, clients);
      note(fault, clients, recovered, lost);
      expectClearWords(clients, 'redis');
      expect(clients.longest()).toBeLessThan(longestRedisMs + ownWorkMs);
      if (typeof recovered === 'number') expect(recovered).toBeLessThan(longestRecoveryMs);
      expect(clients.finalized.length).toBeGreaterThan(1);
      expect(lost).toBe(0);
      expectCalm(api);
    } finally {
      await api.kill();
      await appears?.dispose();
      close?.();
    }
  });
});

describe.skipIf(postgresMissing ?? redisMissing)('while PostgreSQL fails', { timeout: 90_000 }, () => {
  type Setting = { readonly before?: (server: PostgresServer) => Promise<void>; readonly drafts?: 'Redis' | 'PostgreSQL' };

  /** An API on a PostgreSQL of its own, with its drafts in Redis or there too, under load, with a fault in the middle. */
  async function underFault(
    fault: string,
    during: (server: PostgresServer) => Promise<void>,
    { before, drafts = 'Redis' }: Setting = {},
  ): Promise<void> {
    const server = new PostgresServer();
    const redis = new RedisServer(await freePort());
    await Promise.all([server.start(), redis.start()]);
    const api = new ApiProcess({ POSTGRES_URL: server.url, REDIS_URL: drafts === 'Redis' ? redis.url : '' });
    try {
      await before?.(server);
      await api.start();
      const sessions = await newSessions(api, 1);
      const clients = new Clients(api);
      const running = Promise.all([clients.run(sessions), clients.run(sessions)]);
      await sleep(600);
      await during(server);
      const recovered = await recovery(() => api.ask('POST', '/generate-case', wanted));
      await sleep(300);
      clients.stop();
      await running;
      expectCalm(api);
      const lost = (await lostCases(api, clients)) + (await lostEdits(api, clients));
      note(fault, clients, recovered, lost);
      expectClearWords(clients, 'database');
      expect(clients.longest()).toBeLessThan(longestPostgresMs + ownWorkMs);
      expect(recovered).toBeLessThan(longestRecoveryMs);
      expect(lost).toBe(0);
      expect(clients.finalized.length).toBeGreaterThan(1);
      expectCalm(api);
    } finally {
      await api.kill();
      await redis.dispose();
      await server.dispose();
    }
  }

  const kill = async (server: PostgresServer): Promise<void> => {
    server.signal('SIGKILL');
    await sleep(2_000);
    await server.start();
  };
  test('killed in the middle of transactions and started again', () => underFault('PostgreSQL killed and restarted', kill));
  test('killed with the drafts in it', () =>
    underFault('PostgreSQL killed and restarted, drafts in it', kill, { drafts: 'PostgreSQL' }));

  test('stopped and continued', () =>
    underFault('PostgreSQL stopped (SIGSTOP) and continued', async (server) => {
      server.signal('SIGSTOP');
      await sleep(7_000);
      server.signal('SIGCONT');
    }));

  test('out of connections', async () => {
    const held: pg.Client[] = [];
    const fill = async (server: PostgresServer): Promise<void> => {
      for (;;) {
        const client = new pg.Client({ connectionString: server.url });
        client.on('error', () => {});
        try {
          await client.connect();
          held.push(client);
        } catch {
          return;
        }
      }
    };
    await underFault(
      'PostgreSQL out of connections',
      async () => {
        await sleep(3_000);
        await Promise.all(held.map((client) => client.end()));
      },
      { before: fill },
    );
    expect(held.length).toBeGreaterThan(50);
  });
});
