import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { freePort } from '../helpers/redis-server.ts';

const appRoot = resolve(import.meta.dirname, '../..');

/** What `npm start` runs: the API and the page, in a process of their own that can be killed and started again. */
export type Product = {
  readonly siteUrl: string;
  readonly apiUrl: string;
  readonly database: TestDatabase;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly ask: (path: string, body?: unknown) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

export const credentials = { username: 'educator', password: 'right' };

export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const database = await createTestDatabase();
  const [port, sitePort] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['local/start.ts'], {
      cwd: appRoot,
      env: {
        ...process.env,
        OPENAI_API_KEY: '',
        REDIS_URL: '',
        POSTGRES_URL: database.url,
        APP_USERNAME: credentials.username,
        APP_PASSWORD: credentials.password,
        PORT: `${port}`,
        FRONTEND_PORT: `${sitePort}`,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let said = '';
    await new Promise<void>((ready, failed) => {
      const listen = (text: Buffer) => {
        said += text.toString();
        if (said.includes('ready http')) ready();
      };
      started.stdout.on('data', listen);
      started.stderr.on('data', listen);
      started.once('exit', (code) => failed(new Error(`the product ended with ${code} before it was ready:\n${said}`)));
    });
  }

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    siteUrl: `http://127.0.0.1:${sitePort}`,
    apiUrl,
    database,
    start,
    kill,
    async ask(path, body) {
      const reply = await fetch(`${apiUrl}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Basic ${btoa('educator:right')}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
      return reply.json();
    },
    async close() {
      await kill();
      await database.drop();
    },
  };
}
