/** Aborts its signal when something that was expected has not come in time. */
export type Watchdog = {
  readonly signal: AbortSignal;
  /** Replaces what was expected before. */
  readonly expectWithin: (ms: number) => void;
  readonly stop: () => void;
};

/** The SDK's own timeout ends when headers arrive: a stream that stalls after them would hang for ever. */
export function createWatchdog(): Watchdog {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    signal: controller.signal,
    expectWithin(ms) {
      stop();
      timer = setTimeout(() => controller.abort(), ms);
    },
    stop,
  };
}
