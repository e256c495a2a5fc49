/**
 * The library writes a streamed body to the response without waiting: a stalled client makes it buffer everything, and one
 * that leaves is never noticed. So the host hands it a body that yields a piece only when the response has room for it.
 */
import type { ServerResponse } from 'node:http';
import { ReadableStream } from 'node:stream/web';

export const isStream = (body: unknown): body is ReadableStream<unknown> => body instanceof ReadableStream;

export const pacedBody = (body: ReadableStream<unknown>, response: ServerResponse): ReadableStream<unknown> => {
  const reader = body.getReader();
  const onGone = () => {
    if (!response.writableFinished) reader.cancel(new Error('The client has left.')).catch(() => undefined);
  };
  response.once('close', onGone);
  return new ReadableStream(
    {
      async pull(controller) {
        await roomIn(response);
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 }, // read ahead nothing: what is pulled is written at once
  );
};

const roomIn = (response: ServerResponse): Promise<void> | undefined => {
  if (!response.writableNeedDrain || response.destroyed) return undefined;
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
};
