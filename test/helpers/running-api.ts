import { resolve } from 'node:path';
import { type RunningHost, startHost } from '../../local/host/start-host.ts';
import { signIn } from './requests.ts';

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
};

/** The built functions under the local host, asked over real HTTP. */
export type RunningApi = {
  readonly url: string;
  readonly ask: (path: string, init?: RequestInit) => Promise<Reply>;
  readonly post: (path: string, body: unknown, init?: RequestInit) => Promise<Reply>;
  /** Everything that was written to stdout and stderr since the start. */
  readonly output: () => string;
  readonly close: () => Promise<void>;
};

export async function startApi(env: Record<string, string>): Promise<RunningApi> {
  const written = listenToOutput();
  const host: RunningHost = await startHost({
    appRoot: resolve(import.meta.dirname, '../..'),
    port: 0,
    env: { APP_USERNAME: 'educator', APP_PASSWORD: 'right', OPENAI_API_KEY: '', ...env },
  });
  const ask: RunningApi['ask'] = async (path, init = {}) => {
    const headers = { authorization: signIn('educator', 'right'), ...(init.headers as Record<string, string> | undefined) };
    const reply = await fetch(`${host.url}${path}`, { ...init, headers });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, text, body: parsed(text) };
  };
  return {
    url: host.url,
    ask,
    post: (path, body, init = {}) =>
      ask(path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
        headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string> | undefined) },
      }),
    output: written.text,
    close: async () => {
      await host.close();
      written.stop();
    },
  };
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};

function listenToOutput(): { text: () => string; stop: () => void } {
  const pieces: string[] = [];
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  streams.forEach((stream, i) => {
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      pieces.push(chunk.toString());
      // Thousands of log lines of the API would bury what the tests say.
      if (chunk.toString().startsWith('{"time":')) return true;
      return originals[i]?.(chunk, ...rest) ?? true;
    }) as typeof stream.write;
  });
  return {
    text: () => pieces.join(''),
    stop: () =>
      streams.forEach((stream, i) => {
        const original = originals[i];
        if (original) stream.write = original;
      }),
  };
}
