import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '@azure/functions';

/** What the test asks for afterwards. */
const seen = { pieces: 0, cancelled: 0, gone: 0 };
const responses = new Map<string, ServerResponse>();
diagnostics.subscribe('http.server.request.start', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  const id = request.headers['x-ms-invocation-id'];
  if (typeof id === 'string') responses.set(id, response);
});

const piece = new Uint8Array(64 * 1024).fill(120);

app.http('endless', {
  route: 'endless',
  methods: ['GET'],
  handler: async () => ({
    body: new ReadableStream<Uint8Array>({
      pull(controller) {
        seen.pieces++;
        controller.enqueue(piece);
      },
      cancel() {
        seen.cancelled++;
      },
    }),
  }),
});
app.http('slowly', {
  route: 'slowly',
  methods: ['GET'],
  handler: async () => ({
    headers: { 'content-type': 'text/event-stream' },
    body: new ReadableStream<Uint8Array>({
      async start(controller) {
        for (const word of ['one', 'two', 'three']) {
          controller.enqueue(new TextEncoder().encode(`data: ${word}\n\n`));
          await sleep(150);
        }
        controller.close();
      },
    }),
  }),
});
app.http('breaks', {
  route: 'breaks',
  methods: ['GET'],
  handler: async () => ({
    body: new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (seen.pieces++ % 2 === 0) return controller.enqueue(new TextEncoder().encode('begun'));
        throw new Error('midway');
      },
    }),
  }),
});
app.http('waits', {
  route: 'waits',
  methods: ['GET', 'POST'],
  handler: async (request, context) => {
    const response = responses.get(context.invocationId);
    response?.once('close', () => {
      if (!response.writableFinished) seen.gone++;
    });
    await sleep(Number(request.query.get('ms') ?? 400));
    return { jsonBody: { waited: true } };
  },
});
app.http('seen', { route: 'seen', methods: ['GET'], handler: async () => ({ jsonBody: seen }) });
