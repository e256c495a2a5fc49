import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './redis-server.ts';
import { signIn } from './requests.ts';
import type { Reply } from './running-api.ts';

/** An API in a process of its own, which can be killed at any moment and started again on its port. */
export class ApiProcess {
  readonly #env: Record<string, string>;
  #port = 0;
  #process: ChildProcess | undefined;
  #output = '';

  constructor(env: Record<string, string>) {
    this.#env = { APP_USERNAME: 'educator', APP_PASSWORD: 'right', OPENAI_API_KEY: '', ...env };
  }

  /** Everything it has written, over all its lives. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'serve-api.ts')], {
      env: { ...process.env, ...this.#env, PORT: `${this.#port}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      const listen = (data: Buffer): void => {
        this.#output += data.toString();
        if (data.toString().includes('ready http')) resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => reject(new Error(`the API ended with ${code}: ${this.#output.slice(-2_000)}`)));
    });
    child.removeAllListeners('exit');
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || !this.isRunning) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** A reply with how long it took; status 0 where the connection was cut. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply & { ms: number }> {
    const start = performance.now();
    const done = (reply: Omit<Reply, 'body'>): Reply & { ms: number } => ({
      ...reply,
      body: parsed(reply.text),
      ms: Math.round(performance.now() - start),
    });
    try {
      const reply = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
        method,
        headers: { authorization: signIn('educator', 'right'), 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
      return done({ status: reply.status, headers: reply.headers, text: await reply.text() });
    } catch {
      return done({ status: 0, headers: new Headers(), text: '' });
    }
  }
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};
