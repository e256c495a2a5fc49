/** Imports the files of package.json's `main` glob, as the worker does, and collects what they register. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { App } from './app.ts';
import { collectApp } from './core-api.ts';
import { captureStreamingServer } from './streaming-server.ts';

/** Imported modules stay cached and would not register twice, so an app root is loaded once per process. */
const loaded = new Map<string, Promise<App>>();

export const loadApp = (appRoot: string): Promise<App> => {
  const known = loaded.get(appRoot);
  if (known) return known;
  const app = collectApp((fresh) => load(appRoot, fresh));
  loaded.set(appRoot, app);
  app.catch(() => loaded.delete(appRoot));
  return app;
};

const load = async (appRoot: string, app: App): Promise<void> => {
  const { main } = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { main?: string };
  if (!main) throw new Error(`${join(appRoot, 'package.json')} has no "main": it names the files that register functions.`);
  const files = globSync(main, { cwd: appRoot }).sort();
  for (const file of files) await import(pathToFileURL(join(appRoot, file)).href);
  if (app.functions.length === 0) throw new Error(`No function is registered by ${main} (${files.length} files).`);
  for (const hook of app.hooks.appStart) await hook({ hookData: app.hookData, appHookData: app.hookData });
  const model = app.model;
  if (model) app.streaming = await captureStreamingServer(model);
};

/** host.json decides what stands before every route; the platform's own default is `api`. */
export const readRoutePrefix = (appRoot: string): string => {
  const text = readFileSync(join(appRoot, 'host.json'), 'utf8');
  const host = JSON.parse(text) as { extensions?: { http?: { routePrefix?: string } } };
  return host.extensions?.http?.routePrefix ?? 'api';
};
