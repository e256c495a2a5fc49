/** What `npm start` runs once everything is installed: builds what changed, starts what is missing, serves the functions. */
import { relative, resolve } from 'node:path';
import { type Config, loadConfig } from '../shared/config.ts';
import { build } from './build.ts';
import { startHost } from './host/start-host.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { addressOf, readSettings, type Settings } from './settings.ts';
import { startSite } from './site/start-site.ts';
import { type Stops, stopOnSignals } from './stop-on-signals.ts';

const appRoot = resolve(import.meta.dirname, '..');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const start = async (stops: Stops): Promise<void> => {
  const settings = readSettings(process.env, appRoot);
  const building = build({ appRoot });
  building.catch(() => undefined); // awaited below; must not count as unhandled while PostgreSQL starts
  const opening = startSite({ appRoot, port: settings.sitePort, build: process.env.BUILD_SHA?.trim() || 'local' });
  opening.catch(() => undefined);
  const postgresUrl = settings.postgresUrl ?? (await startEmbedded(settings, stops));
  const { built, functions, ms } = await building;
  if (built) say(`Build: ${functions} functions in ${ms} ms`);

  const { username, password, isMadeUp } = settings.signIn;
  const site = await opening.catch(explainPort(settings.sitePort, 'FRONTEND_PORT'));
  stops.push(() => site.close());
  if (site.build.built) say(`Build: the page in ${site.build.ms} ms`);
  const env = {
    POSTGRES_URL: postgresUrl,
    APP_USERNAME: username,
    APP_PASSWORD: password,
    ALLOWED_ORIGINS: [process.env.ALLOWED_ORIGINS ?? '', ...site.origins].filter((origin) => origin !== '').join(','),
  };
  const config = loadConfig({ ...process.env, ...env }); // settings that the functions could not use stop the start, with their names
  const host = await startHost({ appRoot, port: settings.port, env }).catch(explainPort(settings.port, 'PORT'));
  stops.push(() => host.close());
  site.servesApi(host.url);

  const isRemote = settings.postgresUrl !== undefined || settings.redisUrl !== undefined;
  const { redis, database } = isRemote ? await askHealth(host.url) : { redis: 'connected', database: 'connected' };
  say(`PostgreSQL: ${settings.postgresUrl ? `${addressOf(settings.postgresUrl)}, ${database}` : describeEmbedded(settings)}`);
  say(
    `Redis: ${settings.redisUrl ? `${addressOf(settings.redisUrl)}, ${redis}` : 'not configured, edit sessions are kept in PostgreSQL'}`,
  );
  say(`Language model: ${describeModel(config)}`);
  const signIn = isMadeUp
    ? `user ${username}, password ${password} (made up for this start)`
    : `user ${username}, password as in APP_PASSWORD`;
  say(`Page: ${site.url}`);
  say(`ready ${host.url}  sign in: ${signIn}`);
};

const describeModel = ({ provider }: Config): string =>
  'missing' in provider
    ? 'none configured, the built-in library writes the cases'
    : `${providerNames[provider.kind]}; GET /models lists what it offers`;
const providerNames = { openai: 'OpenAI', azure: 'Azure OpenAI', compatible: 'the server at OPENAI_BASE_URL' };

const startEmbedded = async ({ dataDir }: Settings, stops: Stops): Promise<string> => {
  const postgres = await startPostgres({ dataDir, log: say });
  stops.push(() => postgres.stop());
  return postgres.url;
};

const describeEmbedded = ({ dataDir }: Settings): string => {
  const folder = resolve(dataDir, 'postgres');
  const short = relative(appRoot, folder);
  return `embedded, data in ${short.startsWith('..') ? folder : short}`;
};

/** What the API itself says of its services; it answers within 2 s even when they are silent. */
const askHealth = async (url: string): Promise<{ redis: string; database: string }> => {
  const health = (await (await fetch(`${url}/health`)).json()) as { redis_connection: string; database_connection: string };
  return { redis: health.redis_connection, database: health.database_connection };
};

const explainPort =
  (port: number, setting: 'PORT' | 'FRONTEND_PORT') =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EADDRINUSE')
      throw new Error(`Port ${port} is taken. Set ${setting} to a free one, as in: ${setting}=7081 npm start`);
    if (error.code === 'EACCES') throw new Error(`Port ${port} may not be used by this user. Set ${setting} to one above 1023.`);
    throw error;
  };

stopOnSignals(start);
