import type { UsageStore } from '../cases/ports.ts';
import type { Database } from './database.ts';
import { withDatabase } from './pool.ts';

type Row = { day: string; model: string; calls: number; input: string; cached: string; output: string; cost: string | null };

/** Calls to language models in PostgreSQL. */
export const createUsageStore = (database: Database): UsageStore => ({
  note: ({ name, model, provider, outcome, input, cachedInput, output, elapsedMs, attempts, costUsd }) =>
    withDatabase(database, async () => {
      const pool = await database.ready();
      await pool.query(
        `INSERT INTO model_calls (name, model, provider, outcome, input_tokens, cached_input_tokens, output_tokens, elapsed_ms, attempts, cost_usd)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [name, model, provider, outcome, input, cachedInput, output, elapsedMs, attempts, costUsd],
      );
    }),

  byDay: (days) =>
    withDatabase(database, async () => {
      const pool = await database.ready();
      const { rows } = await pool.query<Row>(
        `SELECT to_char(called_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, model, count(*)::int AS calls, sum(input_tokens) AS input,
                sum(cached_input_tokens) AS cached, sum(output_tokens) AS output, sum(cost_usd) AS cost
           FROM model_calls WHERE called_at > now() - make_interval(days => $1)
          GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
        [days],
      );
      return rows.map(({ day, model, calls, input, cached, output, cost }) => ({
        day,
        model,
        calls,
        input: Number(input),
        cachedInput: Number(cached),
        output: Number(output),
        costUsd: cost === null ? null : Number(cost),
      }));
    }),
});
