/** One server-sent event; data is JSON on one line. */
export type ServerEvent = { readonly event: string; readonly data: unknown };

/** A comment line at least this often: proxies and browsers give up on a connection that says nothing. */
const heartbeatMs = 15_000;

/**
 * Runs `work` and yields what it emits as server-sent events, with heartbeats while it is silent. What it returns is the
 * last event. A failure is thrown to whoever reads: only they know how to say it.
 */
export async function* eventStream(work: (emit: (event: ServerEvent) => void) => Promise<ServerEvent>): AsyncGenerator<string> {
  const waiting: ServerEvent[] = [];
  let wake = (): void => {};
  const emit = (event: ServerEvent): void => {
    waiting.push(event);
    wake();
  };
  let end: { readonly event: ServerEvent } | { readonly error: unknown } | undefined;
  work(emit).then(
    (event) => {
      end = { event };
      wake();
    },
    (error: unknown) => {
      end = { error };
      wake();
    },
  );
  for (;;) {
    for (let next = waiting.shift(); next; next = waiting.shift()) yield format(next);
    if (end) break;
    const spoke = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), heartbeatMs);
      wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
    if (!spoke) yield ': still working\n\n';
  }
  if ('error' in end) throw end.error;
  yield format(end.event);
}

const format = ({ event, data }: ServerEvent): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
