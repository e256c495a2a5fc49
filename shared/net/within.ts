/** The result of `work`, or of `late` once so much time has passed. The work itself goes on. */
export function within<T>(work: Promise<T>, milliseconds: number, late: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bell = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => Promise.resolve().then(late).then(resolve, reject), Math.max(0, milliseconds));
  });
  return Promise.race([work, bell]).finally(() => clearTimeout(timer));
}
