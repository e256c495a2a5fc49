/**
 * Supplies `@azure/functions-core` the way the real worker does: by a Proxy on `Module.prototype.require`, which reaches
 * bundled and unbundled, ES and CommonJS builds alike (measured; `module.register` reaches none of them).
 */
import Module from 'node:module';
import { type App, emptyApp, type HookName, log } from './app.ts';
import type { FunctionMetadata, Handler, HookCallback, LogCategory, LogLevel, ProgrammingModel } from './core-types.ts';

/** The app whose files are being imported. The library keeps the module it got, so there is one for the whole process. */
let loading: App | undefined;
let queue: Promise<unknown> = Promise.resolve();
let lastModel: ProgrammingModel | undefined;

class Disposable {
  #undo: () => void;
  constructor(undo: () => void) {
    this.#undo = undo;
  }
  dispose(): void {
    this.#undo();
  }
}

const appInLoading = (what: string): App => {
  if (loading) return loading;
  throw new Error(`A ${what} can only be registered while the app starts.`);
};

const coreApi = {
  version: '3.9.1', // of the worker whose surface this is
  hostVersion: '4.1040.0',
  Disposable,
  setProgrammingModel(model: ProgrammingModel): void {
    lastModel = appInLoading('programming model').model = model;
  },
  getProgrammingModel: () => loading?.model ?? lastModel,
  registerFunction(metadata: FunctionMetadata, handler: Handler): Disposable {
    const { functions } = appInLoading('function');
    const registered = { metadata, handler };
    functions.push(registered);
    return new Disposable(() => functions.splice(functions.indexOf(registered), 1));
  },
  registerHook(name: string, callback: HookCallback): Disposable {
    const hooks = appInLoading('hook').hooks[name as HookName];
    if (!hooks) throw new RangeError(`Unknown hook "${name}".`);
    hooks.push(callback);
    return new Disposable(() => hooks.splice(hooks.indexOf(callback), 1));
  },
  log(level: LogLevel, category: LogCategory, message: string): void {
    log(loading, level, category, message);
  },
};

let installed = false;
const install = (): void => {
  if (installed) return;
  installed = true;
  Module.prototype.require = new Proxy(Module.prototype.require, {
    apply: (target, self, args: [string]) => (args[0] === '@azure/functions-core' ? coreApi : Reflect.apply(target, self, args)),
  });
};

/** Runs `load` with a fresh app as the one that registrations go to. One app at a time; late registrations are refused. */
export const collectApp = (load: (app: App) => Promise<void>): Promise<App> => {
  install();
  const collected = queue.then(async () => {
    const app = emptyApp();
    loading = app;
    try {
      await load(app);
    } finally {
      loading = undefined;
    }
    app.model ??= lastModel; // several apps that share one copy of the library share its model
    return app;
  });
  queue = collected.catch(() => undefined);
  return collected;
};
