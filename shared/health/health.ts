import type { Config } from '../config.ts';

/** How one service that we depend on is doing. */
export type DependencyHealth = {
  readonly state: 'ok' | 'down' | 'not-configured';
  readonly latencyMs: number | null;
  readonly since: string | null;
  readonly lastErrorKind: string | null;
  /** The address in use, or the only one there is. */
  readonly address: string | null;
  /** Where there may be several addresses: what each did when it was last tried, in order. */
  readonly tried?: readonly { readonly address: string; readonly result: string }[];
};

/** Asks one service, and knows its address and how it was before without asking. */
export type Probe = { readonly ask: () => Promise<DependencyHealth>; readonly known: () => DependencyHealth };
export type Probes = { readonly redis: Probe; readonly database: Probe; readonly model: Probe };

/** Longest that one service is waited for; all are asked at the same time. */
export const probeTimeoutMs = 1_500;

async function within({ ask, known }: Probe): Promise<DependencyHealth> {
  const silent = (): DependencyHealth => ({ ...known(), state: 'down', latencyMs: null, lastErrorKind: 'no-answer' });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DependencyHealth>((resolve) => {
    timer = setTimeout(() => resolve(silent()), probeTimeoutMs + 200);
  });
  return Promise.race([ask().catch(silent), late]).finally(() => clearTimeout(timer));
}

const words = { ok: 'connected', down: 'disconnected', 'not-configured': 'not configured' } as const;

/** The contract's health report: unhealthy without the database, degraded without Redis, or with a language model that is out. */
export async function reportHealth(probes: Probes, config: Config) {
  const [redis, database, model] = await Promise.all([within(probes.redis), within(probes.database), within(probes.model)]);
  const isDegraded = redis.state === 'down' || model.state === 'down';
  const status = database.state !== 'ok' ? 'unhealthy' : isDegraded ? 'degraded' : 'healthy';
  const wire = ({ state, latencyMs, since, lastErrorKind, address, tried }: DependencyHealth) => ({
    state,
    latency_ms: latencyMs,
    since,
    last_error_kind: lastErrorKind,
    address,
    ...(tried ? { tried } : {}),
  });
  return {
    status,
    redis_connection: words[redis.state],
    database_connection: words[database.state],
    openai_api_key: config.environment.OPENAI_API_KEY ?? 'Missing',
    environment_variables: config.environment,
    dependencies: { redis: wire(redis), database: wire(database), model: wire(model) },
    build: config.build,
  } as const;
}
