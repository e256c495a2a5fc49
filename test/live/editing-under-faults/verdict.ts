import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ApiProcess } from '../../helpers/api-process.ts';
import type { Clients } from './clients.ts';

/** What a request does itself, beyond waiting for Redis or PostgreSQL; the machine makes it longer. */
export const ownWorkMs = 700;

export const longestRecoveryMs = 2_000;
const table: Record<string, string | number>[] = [];

/** For `afterAll`. */
export const printTable = (): void => console.table(table);

const countOf = (clients: Clients): string => {
  const counts = new Map<number, number>();
  for (const { status } of clients.seen) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([status, n]) => `${status}×${n}`)
    .join(' ');
};

export function note(fault: string, clients: Clients, recovered: number | string, lost: number): void {
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

/** How long until a door answers well again. */
export async function recovery(works: () => Promise<{ status: number }>): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < 10_000) {
    if ((await works()).status === 200) return Math.round(performance.now() - start);
    await sleep(25);
  }
  return Number.POSITIVE_INFINITY;
}

/** Every acknowledged edit stands in the history of its session exactly once. */
export async function lostEdits(api: ApiProcess, clients: Clients): Promise<number> {
  const sessions = [...new Set(clients.acknowledged.map(({ session }) => session))];
  const marks = new Map<string, number>();
  for (const session of sessions) {
    const { status, body } = await api.ask('GET', `/session/${session}/history`);
    expect(status).toBe(200);
    for (const { edit_id } of body.revisions as { edit_id: string }[]) marks.set(edit_id, (marks.get(edit_id) ?? 0) + 1);
  }
  return clients.acknowledged.filter(({ editId }) => marks.get(editId) !== 1).length;
}

export async function lostCases(api: ApiProcess, clients: Clients): Promise<number> {
  const found = await Promise.all(clients.finalized.map((id) => api.ask('GET', `/case/${id}`)));
  return found.filter(({ status }) => status !== 200).length;
}

/** Only these replies, each with its words; a failure names what is out. */
export function expectClearWords(clients: Clients, dependency: 'redis' | 'database'): void {
  for (const { status, dependency: named, detail, door } of clients.seen) {
    expect([200, 404, 409, 429, 503], `${door}: ${status} ${detail}`).toContain(status);
    if (status === 503) expect(named).toBe(dependency);
    if (status !== 200) expect(String(detail).length).toBeGreaterThan(10);
  }
}

export const expectCalm = (api: ApiProcess): void => {
  expect(api.isRunning, api.output.slice(-1_500)).toBe(true);
  expect(api.output).not.toMatch(/unhandled|uncaught|request-failed/i);
};
