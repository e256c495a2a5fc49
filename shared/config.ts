import * as z from 'zod';
import { SettingsError } from './errors.ts';
import { type Limits, standardLimits } from './generation/llm/limits.ts';
import { type Provider, providerFrom } from './generation/llm/provider.ts';
import { CaseModels, parseCaseModels } from './model-settings.ts';
import type { CaseModel } from './models.ts';
import { originsIn } from './origins.ts';

const empty = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional());
const atLeastOne = (standard: number) => z.preprocess(empty, z.coerce.number().int().min(1).default(standard));
const count = (standard: number) => z.preprocess(empty, z.coerce.number().int().min(0).default(standard));
const address = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)),
      `must start with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
/** One address or several, in the order in which they are tried. */
const addresses = (...schemes: string[]) => {
  const isOne = (text: string): boolean =>
    schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text) && new URL(text).hostname !== '';
  return z
    .string()
    .refine(
      (text) => text.split(',').every((one) => isOne(one.trim())),
      `must be one or several addresses, separated by commas, each with a host and with ${schemes.map((scheme) => `${scheme}://`).join(' or ')} before it; special characters in a password are written as %-codes`,
    );
};

/** Every setting the API reads. Defaults are for convenience; credentials and addresses have none. */
const Settings = z.object({
  POSTGRES_URL: optional(address('postgres', 'postgresql')),
  POSTGRES_POOL_SIZE: atLeastOne(5),
  POSTGRES_CONNECT_TIMEOUT_MS: atLeastOne(2_000),
  POSTGRES_STATEMENT_TIMEOUT_MS: atLeastOne(4_000),
  REDIS_URL: optional(addresses('redis', 'rediss')),
  REDIS_CONNECT_TIMEOUT_MS: atLeastOne(1_500),
  REDIS_COMMAND_TIMEOUT_MS: atLeastOne(1_500),
  APP_USERNAME: optional(z.string()),
  APP_PASSWORD: optional(z.string()),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(address('http', 'https')),
  AZURE_OPENAI_ENDPOINT: optional(address('https', 'http')),
  AZURE_OPENAI_API_VERSION: optional(z.string()),
  AZURE_OPENAI_API_KEY: optional(z.string()),
  AZURE_OPENAI_SCOPE: optional(z.string()),
  MODEL_CALL_TIMEOUT_MS: atLeastOne(standardLimits.callMs),
  MODEL_HEADERS_TIMEOUT_MS: atLeastOne(standardLimits.headersMs),
  MODEL_IDLE_TIMEOUT_MS: atLeastOne(standardLimits.idleMs),
  CASE_MODELS: z.preprocess(empty, z.string().optional().transform(parseCaseModels).pipe(CaseModels)),
  ALLOWED_ORIGINS: z
    .string()
    .refine((text) => !text.split(',').some((origin) => origin.trim() === '*'), 'names origins; * is not one')
    .optional()
    .transform(originsIn),
  MAX_GENERATIONS_IN_FLIGHT: atLeastOne(8),
  GENERATIONS_PER_MINUTE: count(0),
  BUILD_SHA: optional(z.string()),
  BUILD_TIME: optional(z.string()),
});

export type Config = {
  readonly signIn: { readonly username: string; readonly password: string };
  readonly postgres: {
    readonly url: string | undefined;
    readonly poolSize: number;
    readonly connectTimeoutMs: number;
    readonly statementTimeoutMs: number;
  };
  /** `url` may name several addresses; the Redis room tries them in order. */
  readonly redis: { readonly url: string; readonly connectTimeoutMs: number; readonly commandTimeoutMs: number } | undefined;
  readonly models: readonly CaseModel[];
  readonly provider: Provider | { readonly missing: string };
  readonly modelWaits: Pick<Limits, 'callMs' | 'headersMs' | 'idleMs'>;
  readonly allowedOrigins: readonly string[];
  readonly limits: { readonly generationsInFlight: number; readonly generationsPerMinute: number };
  readonly build: { readonly sha: string | null; readonly time: string | null };
  /** Names of settings, and whether each has a value; values themselves stay out of it. */
  readonly environment: Readonly<Record<string, 'Set' | 'Missing'>>;
};

const shown = [
  'POSTGRES_URL',
  'REDIS_URL',
  'OPENAI_API_KEY',
  'APP_USERNAME',
  'APP_PASSWORD',
  'CASE_MODELS',
  'ALLOWED_ORIGINS',
] as const;

/** Reads the environment once, as a value. Throws one error that names every setting that needs attention. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Settings.safeParse(env);
  if (!parsed.success) throw settingsError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const settings = parsed.data;
  const { APP_USERNAME: username, APP_PASSWORD: password } = settings;
  if (!username || !password) {
    throw settingsError(
      [!username && 'APP_USERNAME', !password && 'APP_PASSWORD']
        .filter((name) => name !== false)
        .map((name) => `${name}: is not set; nobody could sign in`),
    );
  }
  return {
    signIn: { username, password },
    postgres: {
      url: settings.POSTGRES_URL,
      poolSize: settings.POSTGRES_POOL_SIZE,
      connectTimeoutMs: settings.POSTGRES_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: settings.POSTGRES_STATEMENT_TIMEOUT_MS,
    },
    redis: settings.REDIS_URL
      ? {
          url: settings.REDIS_URL,
          connectTimeoutMs: settings.REDIS_CONNECT_TIMEOUT_MS,
          commandTimeoutMs: settings.REDIS_COMMAND_TIMEOUT_MS,
        }
      : undefined,
    models: settings.CASE_MODELS,
    provider: providerFrom(settings),
    modelWaits: {
      callMs: settings.MODEL_CALL_TIMEOUT_MS,
      headersMs: settings.MODEL_HEADERS_TIMEOUT_MS,
      idleMs: settings.MODEL_IDLE_TIMEOUT_MS,
    },
    allowedOrigins: settings.ALLOWED_ORIGINS,
    limits: { generationsInFlight: settings.MAX_GENERATIONS_IN_FLIGHT, generationsPerMinute: settings.GENERATIONS_PER_MINUTE },
    build: { sha: settings.BUILD_SHA ?? null, time: settings.BUILD_TIME ?? null },
    environment: Object.fromEntries(shown.map((name) => [name, env[name]?.trim() ? 'Set' : 'Missing'])),
  };
}

/** Settings that cannot be used. Its message names settings and rules, never values, so it may be logged. */
const settingsError = (problems: readonly string[]): SettingsError =>
  new SettingsError(`Settings need attention:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
