const retryMs = 2_000;
const longestRetryMs = 15_000;

/** How long to wait, in ms, after so many failures in a row: twice as long with each. `first`: after none. */
export const waitAfter = (failures: number, first = retryMs): number =>
  Math.min(longestRetryMs, failures === 0 ? first : retryMs * 2 ** failures);
