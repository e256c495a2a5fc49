/** The local host: runs the built functions of an app on node:http. For development, tests and one machine; not for the internet. */
import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { openServer } from './http-server.ts';
import { loadApp, readRoutePrefix } from './load-app.ts';
import { requestListener } from './requests.ts';
import { makeRouter } from './router.ts';

export type HostOptions = {
  /** The folder of package.json, host.json and dist. */
  appRoot: string;
  port?: number;
  hostname?: string;
  /** Set for the functions, which share this process, and put back by `close`. */
  env?: Record<string, string>;
  maxBodyBytes?: number;
};

export type RunningHost = { url: string; close(): Promise<void> };

export const startHost = async (options: HostOptions): Promise<RunningHost> => {
  const { port = 7071, hostname = '127.0.0.1', maxBodyBytes = 2 * 1024 * 1024 } = options;
  const appRoot = resolve(options.appRoot);
  const putBackEnv = setEnv(options.env ?? {});
  try {
    const app = await loadApp(appRoot);
    const router = makeRouter(app.functions, readRoutePrefix(appRoot));
    const server = await openServer(requestListener({ app, router, maxBodyBytes }), port, hostname);
    const shutDown = async () => {
      await server.close();
      for (const hook of app.hooks.appTerminate) await hook({ hookData: app.hookData, appHookData: app.hookData });
      putBackEnv();
    };
    let closed: Promise<void> | undefined;
    return {
      url: `http://${isIPv6(hostname) ? `[${hostname}]` : hostname}:${server.port}`,
      close: () => (closed ??= shutDown()),
    };
  } catch (error) {
    putBackEnv();
    throw error;
  }
};

const setEnv = (env: Record<string, string>): (() => void) => {
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, env);
  return () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
};
