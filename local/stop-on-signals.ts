/** Runs a start, and takes everything it started down again on a signal, on failure, or when the process that launched us is gone. */

/** What was started, in that order; it is stopped in the opposite one. */
export type Stops = (() => Promise<void>)[];

const stopWithinMs = 20_000;

/** A terminal sends Ctrl-C to every process of the group and npm passes it on as well: one key press arrives several times. */
const sameSignalMs = 500;

/** `stopping` is for work that goes on for long: it should end soon when this aborts. */
type Start = (stops: Stops, stopping: AbortSignal) => Promise<void>;

type Options = {
  /** For work that ends by itself: then everything is taken down, and process.exitCode is what it set. */
  stopWhenDone?: boolean;
};

export const stopOnSignals = (start: Start, { stopWhenDone = false }: Options = {}): void => {
  const stops: Stops = [];
  let askedAt: number | undefined;
  const stopping = new AbortController();
  const started = start(stops, stopping.signal);

  const stop = async (code: number): Promise<void> => {
    setTimeout(() => leave(code || 1, 'Stopping took too long; leaving.'), stopWithinMs).unref();
    await started.catch(() => undefined); // what is just being started must be there to be stopped
    for (const each of stops.splice(0).reverse()) await each().catch((error: Error) => console.error(error.message));
    process.exit(code);
  };

  const onSignal = (): void => {
    const now = performance.now();
    if (askedAt === undefined) {
      askedAt = now;
      stopping.abort();
      void stop(stopWhenDone ? 1 : 0);
    } else if (now - askedAt > sameSignalMs) {
      leave(1, 'Stopping at once.');
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  process.once('disconnect', onSignal); // bootstrap.mjs holds this line; it breaks even when that is killed with -9

  started.then(
    () => {
      if (stopWhenDone && askedAt === undefined) void stop(Number(process.exitCode ?? 0));
    },
    (error: Error) => {
      if (askedAt !== undefined) return;
      console.error(error.message);
      void stop(1);
    },
  );
};

const leave = (code: number, why: string): never => {
  console.error(why);
  process.exit(code);
};
