import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '../../local/postgres/start-postgres.ts';

/** A real PostgreSQL of the test's own, which can be killed, stopped, continued and started again on its port. */
export class PostgresServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mcg-postgres-'));
  #running: RunningPostgres | undefined;

  get url(): string {
    return this.#running?.url ?? '';
  }

  async start(): Promise<void> {
    chmodSync(this.#folder, 0o755); // root's PostgreSQL runs as another user, who has to pass
    this.#running = await startPostgres({ dataDir: this.#folder });
  }

  /** The postmaster and all its children. */
  #pids(): number[] {
    const [pid = ''] = readFileSync(join(this.#running?.folder ?? '', 'data', 'postmaster.pid'), 'utf8').split('\n');
    return [Number(pid), ...childrenOf(pid)];
  }

  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of this.#pids()) {
      try {
        process.kill(pid, name);
      } catch {
        // A child that has just ended.
      }
    }
  }

  async dispose(): Promise<void> {
    this.signal('SIGCONT');
    await this.#running?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Processes that another one has started (Linux). */
const childrenOf = (parent: string): number[] =>
  readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const [, ppid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return ppid === parent ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });
