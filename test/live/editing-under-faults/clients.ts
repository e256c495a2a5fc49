import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiProcess } from '../../helpers/api-process.ts';

export const wanted = { description: 'A person of 40 with headache', primary_diagnosis: 'migraine' };
type Seen = { door: string; status: number; ms: number; dependency: unknown; detail: unknown };

/** Clients at every door, one after another until told to stop; edits that were acknowledged are noted by their mark. */
export class Clients {
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

export async function newSessions(api: ApiProcess, count: number): Promise<string[]> {
  const drafts = await Promise.all(
    Array.from({ length: count }, (_, seed) => api.ask('POST', '/preview-case', { ...wanted, seed })),
  );
  return drafts.map(({ body }) => String(body.session_id));
}
