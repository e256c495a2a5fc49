/** What an app's files have told the host: functions, hooks, its programming model, and how it logs. */
import type { Server } from 'node:http';
import type { FunctionMetadata, Handler, HookCallback, LogCategory, LogLevel, ProgrammingModel } from './core-types.ts';

export type HookName = 'appStart' | 'appTerminate' | 'preInvocation' | 'postInvocation' | 'log';
export type RegisteredFunction = { metadata: FunctionMetadata; handler: Handler };

export type App = {
  functions: RegisteredFunction[];
  hooks: Record<HookName, HookCallback[]>;
  /** Data that app-level hooks share, for as long as the app runs. */
  hookData: Record<string, unknown>;
  model: ProgrammingModel | undefined;
  /** The library's own HTTP server: there once the app has switched streaming on. It never listens (see streaming-server.ts). */
  streaming: Server | undefined;
};

export const emptyApp = (): App => ({
  functions: [],
  hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
  hookData: {},
  model: undefined,
  streaming: undefined,
});

const isQuiet = (level: LogLevel): boolean => level === 'trace' || level === 'debug' || level === 'none';

/** Lines of the app go to stdout as they are; of the library, only what a person should look at. */
export const log = (app: App | undefined, level: LogLevel, category: LogCategory, message: string): void => {
  const entry = { level, category, message };
  for (const hook of app?.hooks.log ?? []) hook(entry); // a log hook may change the level or the words
  if (isQuiet(entry.level)) return;
  if (entry.category === 'user') process.stdout.write(`${entry.message}\n`);
  else if (entry.level !== 'information') process.stderr.write(`[${entry.category} ${entry.level}] ${entry.message}\n`);
};

/** Where it failed, never what was in it: driver errors quote rows and prompts in their messages. */
export const describeFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const { code } = error as Error & { code?: unknown };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return [error.name + (typeof code === 'string' ? ` ${code}` : ''), ...frames.slice(0, 6)].join('\n');
};
