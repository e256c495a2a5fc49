/** One JSON line per event on stdout, where every host collects it. Only ids, counts, durations and places: never what people wrote. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;
export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

const line =
  (level: string) =>
  (event: string, fields: LogFields = {}) => {
    process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
  };

export const log: Log = { info: line('info'), warn: line('warn'), error: line('error') };
export const quietLog: Log = { info() {}, warn() {}, error() {} };

/**
 * What may be logged of an error: its name, code and frames. Messages stay out: drivers quote rows, prompts and addresses
 * in them.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, code, stack, cause } = error as Error & { code?: unknown };
  const frames = stack
    ?.split('\n')
    .filter((row) => row.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((row) => row.trim());
  return {
    name,
    // The one kind of message that is ours word for word.
    ...(name === 'SettingsError' ? { message } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause instanceof Error ? { cause: cause.name, causeCode: String((cause as { code?: unknown }).code ?? '') } : {}),
    frames: frames ?? [],
  };
}
