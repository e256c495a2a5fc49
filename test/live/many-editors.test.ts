import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ApiProcess } from '../helpers/api-process.ts';
import { createTestDatabase, postgresMissing } from '../helpers/database.ts';
import { FaultProxy } from '../helpers/fault-proxy.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';

const clients = 10;
const editsEach = 100;
const wanted = { description: 'A person of 40 with headache', primary_diagnosis: 'migraine', seed: 1 };

type Try = { editId: string; field: string; number: number; status: number };
type Revision = { version: number; edit_id: string; changes: string[] };

/** Random faults, one after another, until told to stop; what was done last is undone. */
async function disturb(redis: RedisServer, proxy: FaultProxy, isOver: () => boolean): Promise<Map<string, number>> {
  const done = new Map<string, number>();
  const faults: Record<string, () => Promise<void>> = {
    cut: async () => proxy.cut(),
    slow: async () => {
      proxy.delayMs = 60;
      await sleep(300);
      proxy.delayMs = 0;
    },
    silent: async () => {
      proxy.isSilent = true;
      await sleep(400);
      proxy.isSilent = false;
      proxy.cut();
    },
    stopped: async () => {
      redis.signal('SIGSTOP');
      await sleep(500);
      redis.signal('SIGCONT');
    },
    killed: async () => {
      await redis.kill();
      await sleep(200);
      await redis.start();
    },
  };
  const names = Object.keys(faults);
  while (!isOver()) {
    const name = names[Math.floor(Math.random() * names.length)] ?? 'cut';
    await faults[name]?.();
    done.set(name, (done.get(name) ?? 0) + 1);
    await sleep(200 + Math.random() * 600);
  }
  return done;
}

test.skipIf(postgresMissing ?? redisMissing)(
  '1,000 edits by 10 clients on one session under random faults: none acknowledged is lost, none twice, none overwritten by a late one',
  { timeout: 180_000 },
  async () => {
    const database = await createTestDatabase();
    const redis = new RedisServer(await freePort());
    await redis.start();
    const proxy = new FaultProxy(redis.port);
    await proxy.start();
    const api = new ApiProcess({ POSTGRES_URL: database.url, REDIS_URL: `redis://127.0.0.1:${proxy.port}/0` });
    try {
      await api.start();
      const draft = (await api.ask('POST', '/preview-case', wanted)).body;
      const session_id = String(draft.session_id);
      const { history_questions: h, physical_exam_findings: e } = draft.case_details as Record<string, { id: string }[]>;
      const ids = [...(h ?? []), ...(e ?? [])].map(({ id }) => id).slice(0, clients);
      const tries: Try[] = [];
      /** Each client writes its own field; every fifth edit is of the title, which all of them write. */
      const client = async (id: string, n: number): Promise<void> => {
        for (let number = 1; number <= editsEach; number++) {
          const editId = `${n}-${number}`;
          const shared = number % 5 === 0;
          const field = shared ? 'title' : `findings.${id}`;
          const words = id.startsWith('h') ? 'expected_answer' : 'findings';
          const change = shared ? { title: editId } : { operations: [{ op: 'set-finding', finding_id: id, [words]: editId }] };
          const { status } = await api.ask('PUT', '/edit-case', { session_id, edit_id: editId, ...change });
          tries.push({ editId, field, number, status });
          if (status !== 200) await sleep(50 + Math.random() * 200);
        }
      };
      let isOver = false;
      const disturbing = disturb(redis, proxy, () => isOver);
      const start = performance.now();
      await Promise.all(ids.map(client));
      const seconds = (performance.now() - start) / 1000;
      isOver = true;
      const faults = await disturbing;
      await sleep(1_000);

      const history = (await api.ask('GET', `/session/${session_id}/history`)).body.revisions as Revision[];
      const landed = new Map<string, number>();
      for (const { edit_id } of history) landed.set(edit_id, (landed.get(edit_id) ?? 0) + 1);
      const acknowledged = tries.filter(({ status }) => status === 200);
      const statuses = new Map<number, number>();
      for (const { status } of tries) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      console.table([
        {
          edits: tries.length,
          acknowledged: acknowledged.length,
          landed: history.length - 1,
          statuses: [...statuses].map(([status, count]) => `${status}×${count}`).join(' '),
          faults: [...faults].map(([name, count]) => `${name}×${count}`).join(' '),
          seconds: Math.round(seconds),
        },
      ]);
      expect(tries).toHaveLength(clients * editsEach);
      expect(acknowledged.filter(({ editId }) => landed.get(editId) !== 1)).toEqual([]);
      expect([...landed.values()].every((count) => count === 1)).toBe(true);
      expect(acknowledged.length).toBeGreaterThan(500);
      for (const { status } of tries) expect([200, 409, 503]).toContain(status);

      // Versions follow each other without a gap, and a client's edits of its own field landed in the order it made them:
      // none that was given up on came late and undid a later one.
      const versions = history.map(({ version }) => version).toReversed();
      expect(versions).toEqual(versions.map((_, i) => i + 1));
      const order = new Map(history.map(({ edit_id, version }) => [edit_id, version]));
      const own = Map.groupBy(
        tries.filter(({ field, editId }) => field !== 'title' && order.has(editId)),
        ({ field }) => field,
      );
      for (const edits of own.values()) {
        const byLanding = edits.toSorted((a, b) => (order.get(a.editId) ?? 0) - (order.get(b.editId) ?? 0));
        expect(byLanding.map(({ number }) => number)).toEqual(edits.map(({ number }) => number).toSorted((a, b) => a - b));
      }
      // What stands in the draft now is each field's last landed edit.
      const shown = (await api.ask('GET', `/session/${session_id}`)).body;
      const details = shown.case_details as Record<string, Record<string, string>[]>;
      for (const [field, edits] of own) {
        const last = edits.toSorted((a, b) => (order.get(a.editId) ?? 0) - (order.get(b.editId) ?? 0)).at(-1);
        const id = field.split('.')[1];
        const item = [...(details.history_questions ?? []), ...(details.physical_exam_findings ?? [])].find(
          (one) => one.id === id,
        );
        expect(item?.expected_answer ?? item?.findings).toBe(last?.editId);
      }
      expect(api.isRunning).toBe(true);
      expect(api.output).not.toMatch(/unhandled|uncaught|request-failed/i);
    } finally {
      await api.kill();
      proxy.close();
      await redis.dispose();
      await database.drop();
    }
  },
);
