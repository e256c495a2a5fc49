import { AppError } from '../errors.ts';

const minuteMs = 60_000;

/**
 * A turn to generate: at most so many at the same time, and so many started in any minute (0: no such limit), in this
 * worker. Over either, 429 at once: a caller who is told to come back is better off than one who waits in a hidden line.
 */
export function createTurns(
  { generationsInFlight, generationsPerMinute }: { generationsInFlight: number; generationsPerMinute: number },
  now: () => number = Date.now,
): () => () => void {
  let inFlight = 0;
  let started: number[] = [];
  return () => {
    if (inFlight >= generationsInFlight) throw refused(`${generationsInFlight} cases are being generated already`, 5);
    if (generationsPerMinute > 0) {
      started = started.filter((time) => now() - time < minuteMs);
      const [oldest] = started;
      if (oldest !== undefined && started.length >= generationsPerMinute) {
        throw refused(
          `${generationsPerMinute} cases a minute is the limit`,
          Math.max(1, Math.ceil((oldest + minuteMs - now()) / 1000)),
        );
      }
      started.push(now());
    }
    inFlight++;
    let given = false;
    return () => {
      if (!given) inFlight--;
      given = true;
    };
  };
}

const refused = (why: string, retryAfterSeconds: number): AppError =>
  new AppError('too-many-requests', `Please try again in ${retryAfterSeconds} s: ${why}.`, { retryAfterSeconds });
