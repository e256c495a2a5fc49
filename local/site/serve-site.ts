/** Serves the built page from plain files, on this machine only, with config.json made up from where the API is. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { siteHeaders } from './headers.ts';

export type SiteOptions = {
  readonly folder: string;
  readonly port: number;
  /** Known only after the API has started, which must know our origin first. */
  readonly apiUrl: () => string;
  readonly build: string;
};
export type RunningSite = { readonly url: string; readonly close: () => Promise<void> };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export async function serveSite(options: SiteOptions): Promise<RunningSite> {
  const server = createServer((request, response) => void answer(request, response, options));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: SiteOptions): Promise<void> {
  const { folder, apiUrl, build } = options;
  const headers = siteHeaders(apiUrl());
  const send = (status: number, body: string | Uint8Array, type: string, cache = 'no-cache'): void => {
    response.writeHead(status, { ...headers, 'content-type': type, 'cache-control': cache });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'Method not allowed', 'text/plain');
  const path = pathIn(request.url);
  if (path === undefined) return send(400, 'Bad request', 'text/plain');
  if (path === '/config.json') return send(200, JSON.stringify({ apiUrl: apiUrl(), build }), types['.json'] ?? '');
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  const type = types[extname(file)];
  const isInside = file.startsWith(folder + sep) && !path.includes('/.');
  const content = isInside && type ? await readFile(file).catch(() => undefined) : undefined;
  if (!content || !type) return send(404, 'Not found', 'text/plain');
  // Built files carry their content's hash in their name.
  return send(200, content, type, path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function pathIn(url = '/'): string | undefined {
  try {
    return decodeURIComponent(new URL(url, 'http://site').pathname);
  } catch {
    return undefined;
  }
}
