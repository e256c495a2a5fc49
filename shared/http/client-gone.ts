import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * With HTTP streaming the functions library answers through a server of its own inside this process, and hides it: a
 * caller who leaves is not reported to the handler. Node announces every request of every server in the process, so the
 * reply that belongs to an invocation is found by the header that the host sends along.
 */
const open = new Map<string, ServerResponse>();
const waiting = new Map<string, (response: ServerResponse) => void>();
let listening = false;

/** Begins to listen; must come before the first request, whose announcement would else be missed. */
export function listenForClients(): void {
  if (listening) return;
  listening = true;
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const id = request.headers['x-ms-invocation-id'];
    if (typeof id !== 'string') return;
    open.set(id, response);
    response.once('close', () => open.delete(id));
    waiting.get(id)?.(response);
  });
}

export type ClientWatch = {
  /** The reply's socket side, once the host has shown it; undefined under a host without streaming. */
  readonly response: () => ServerResponse | undefined;
  readonly end: () => void;
};

/** Calls `gone` when the caller of this invocation leaves before the reply is whole. Returns what ends the watch. */
export function watchClient(invocationId: string, gone: () => void): ClientWatch {
  listenForClients();
  let seen: ServerResponse | undefined;
  const onClose = () => {
    if (seen && !seen.writableFinished) gone();
  };
  const attach = (response: ServerResponse) => {
    seen = response;
    response.once('close', onClose);
  };
  const known = open.get(invocationId);
  if (known) attach(known);
  else waiting.set(invocationId, attach);
  return {
    response: () => seen,
    end: () => {
      waiting.delete(invocationId);
      seen?.off('close', onClose);
    },
  };
}

/** Resolves when the reply can take more, or is gone: without it a slow reader makes the process keep everything in memory. */
export function canTakeMore(response: ServerResponse | undefined): Promise<void> {
  if (!response?.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}
