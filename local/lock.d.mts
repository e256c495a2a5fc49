/** Runs `work` while holding the lock file; waits for another holder at most `waitMs`, and clears the lock of a dead one. */
export function withLock<T>(
  file: string,
  work: () => Promise<T> | T,
  options?: { waitMs?: number; onWait?: () => void },
): Promise<T>;

/** Whether a process with this pid runs; a zombie does not. */
export function isAlive(pid: number): boolean;
