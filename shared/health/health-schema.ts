import * as z from 'zod';

const Dependency = z.object({
  state: z.enum(['ok', 'down', 'not-configured']),
  latency_ms: z.number().nullable(),
  since: z.string().nullable(),
  last_error_kind: z.string().nullable(),
  address: z.string().nullable().describe('Without credentials.'),
  tried: z
    .array(z.object({ address: z.string(), result: z.string() }))
    .optional()
    .describe('Where there may be several addresses: what each did when it was last tried.'),
});

/** health.ts, as callers read it. */
export const HealthReply = z
  .object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    redis_connection: z.enum(['connected', 'disconnected', 'not configured']),
    database_connection: z.enum(['connected', 'disconnected', 'not configured']),
    openai_api_key: z.enum(['Set', 'Missing']),
    environment_variables: z.record(z.string(), z.enum(['Set', 'Missing'])),
    dependencies: z.object({
      redis: Dependency,
      database: Dependency,
      model: Dependency.describe(
        'The provider of language models, by how the last call to it ended; `ok` and `since` null when none has been made.',
      ),
    }),
    build: z.object({ sha: z.string().nullable(), time: z.string().nullable() }),
  })
  .meta({ id: 'Health' });
