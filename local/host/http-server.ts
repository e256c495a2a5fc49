/** The socket side of the host: opens the port, and closes it without cutting anyone off or waiting for ever. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onClientError } from './requests.ts';

export type OpenServer = { port: number; close(): Promise<void> };

const closeWithinMs = 5_000;

export const openServer = async (handle: RequestListener, port: number, hostname: string): Promise<OpenServer> => {
  const server = createServer({
    headersTimeout: 15_000,
    requestTimeout: 60_000, // for the request to arrive; answers may take as long as they need
    keepAliveTimeout: 65_000, // longer than common proxies keep theirs, so that they close first
    connectionsCheckingInterval: 5_000,
  });
  // Browsers and fetch open connections ahead of need. Node counts one without a request as busy, and a close would wait for it.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const onRequest: RequestListener = (request, response) => {
    unused.delete(request.socket);
    handle(request, response);
  };
  server.on('request', onRequest).on('checkContinue', onRequest).on('clientError', onClientError);
  await listen(server, port, hostname);
  return { port: (server.address() as AddressInfo).port, close: () => close(server, unused) };
};

const listen = (server: Server, port: number, hostname: string): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, hostname, () => {
      server.off('error', fail);
      done();
    });
  });

/** No new connections; requests in flight get their time; then what is left is cut. */
const close = async (server: Server, unused: Set<Socket>): Promise<void> => {
  const ended = new Promise<void>((done) => server.close(() => done()));
  for (const socket of unused) socket.destroy();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), closeWithinMs);
  await ended;
  clearInterval(idle);
  clearTimeout(late);
};
