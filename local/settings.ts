/** The settings of a local start, read once. What the functions need is handed on in their environment. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

export type Settings = {
  port: number;
  /** Where the page is served. */
  sitePort: number;
  dataDir: string;
  postgresUrl: string | undefined;
  redisUrl: string | undefined;
  signIn: { username: string; password: string; isMadeUp: boolean };
};

export const readSettings = (env: NodeJS.ProcessEnv, appRoot: string): Settings => {
  const set = (name: string): string | undefined => env[name]?.trim() || undefined;
  const portIn = (name: string, standard: number): number => {
    const port = Number(set(name) ?? standard);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    throw new Error(`${name} is "${set(name)}"; it should be a number from 0 to 65535.`);
  };
  const password = set('APP_PASSWORD');
  return {
    port: portIn('PORT', 7071),
    sitePort: portIn('FRONTEND_PORT', 4280),
    dataDir: resolve(appRoot, set('DATA_DIR') ?? '.data'),
    postgresUrl: set('POSTGRES_URL'),
    redisUrl: set('REDIS_URL'),
    signIn: {
      username: set('APP_USERNAME') ?? 'educator',
      password: password ?? randomBytes(12).toString('base64url'),
      isMadeUp: password === undefined,
    },
  };
};

/** Host, port and name of a server, or of several, without user and password. */
export const addressOf = (setting: string): string =>
  setting
    .split(',')
    .map((url) => url.trim())
    .map((url) => {
      if (!URL.canParse(url)) return 'an address that is not a URL';
      const { host, pathname } = new URL(url);
      return host + (pathname === '/' ? '' : pathname);
    })
    .join(' or ');
