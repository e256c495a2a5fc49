/**
 * With streaming on, the library opens an HTTP server that listens on all interfaces without asking who calls. Here it gets
 * a server that never listens: the host hands it each request in-process, through the server's own `request` event.
 */
import http, { type Server } from 'node:http';
import type { ProgrammingModel } from './core-types.ts';

const neverListening = (server: Server): Server =>
  Object.assign(server, {
    address: () => ({ address: '127.0.0.1', family: 'IPv4', port: 1 }), // any port but 0, for which it would search one
    listen: (listening: () => void) => {
      queueMicrotask(listening);
      return server;
    },
  });

/** Asks the model for its capabilities, which starts its server when the app has called `app.setup({ enableHttpStream: true })`. */
export const captureStreamingServer = async (model: ProgrammingModel): Promise<Server | undefined> => {
  const { createServer } = http;
  let captured: Server | undefined;
  // The library calls http.createServer before its first await, so nobody else's server can be caught in between.
  Object.assign(http, { createServer: () => (captured = neverListening(createServer())) });
  let capabilities: Promise<Record<string, string>> | undefined;
  try {
    capabilities = model.getCapabilities?.({});
  } finally {
    Object.assign(http, { createServer });
  }
  return (await capabilities)?.HttpUri ? captured : undefined;
};
