import type { ServerResponse } from 'node:http';
import { canTakeMore } from './client-gone.ts';

type Options = {
  /** The reply's socket side, where the host shows it. */
  readonly response: () => ServerResponse | undefined;
  /** Called once, when the last piece is sent or the caller has gone. */
  readonly end: () => void;
  /** Called when the caller has gone before the last piece: whoever makes the pieces should stop. */
  readonly gone: () => void;
  /**
   * The last piece to send when the pieces fail midway: the status line is long gone, so it must be said in the body.
   * undefined where the body has no words for it: then the reply is cut off, and the caller knows that it is not whole.
   */
  readonly onFailure: (error: unknown) => string | undefined;
};

/**
 * A reply that is sent piece by piece. Waits while the caller reads slowly, stops asking for pieces once the caller has
 * gone, and turns a failure in mid-stream into a last piece: left alone, the library would leave the caller hanging.
 */
export function streamReply(
  pieces: AsyncIterable<string | Uint8Array>,
  { response, end, gone, onFailure }: Options,
): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let left = false;
  const stop = async (): Promise<void> => {
    end();
    await iterator.return?.();
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await canTakeMore(response());
      if (response()?.destroyed) {
        gone();
        await stop();
        return controller.close();
      }
      try {
        const { done, value } = await iterator.next();
        if (left) return;
        if (!done) return controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
      } catch (error) {
        // Nobody is there to be told, and a cancelled stream takes nothing more.
        if (left) return;
        const last = onFailure(error);
        if (last === undefined) {
          response()?.destroy();
          await stop();
          return controller.error(error);
        }
        controller.enqueue(encoder.encode(last));
      }
      await stop();
      return controller.close();
    },
    cancel() {
      left = true;
      gone();
      return stop();
    },
  });
}
