import { app, type HttpHandler, type HttpMethod } from '@azure/functions';
import { closeDeps } from '../deps.ts';
import { listenForClients } from './client-gone.ts';

/** Routes with their methods, as registered; the fallback tells 404 from 405 by them. */
const routes = new Map<string, Set<string>>();
let isSetUp = false;

type Route = { readonly route: string; readonly methods: readonly HttpMethod[]; readonly handler: HttpHandler };

/** Registers one HTTP trigger. Preflight is answered by the same function, and sign-in is ours, so keys are not used. */
export function register(name: string, { route, methods, handler }: Route): void {
  if (!isSetUp) {
    app.setup({ enableHttpStream: true });
    app.hook.appTerminate(closeDeps);
    listenForClients();
    isSetUp = true;
  }
  const known = routes.get(route) ?? new Set<string>();
  for (const method of methods) known.add(method);
  routes.set(route, known);
  app.http(name, {
    route,
    methods: [...methods, ...(methods.includes('GET') ? (['HEAD'] as const) : []), 'OPTIONS'],
    authLevel: 'anonymous',
    handler,
  });
}

/** Every route that is registered, as `GET /case/{case_id}`; the fallback is none. */
export const registeredRoutes = (): string[] =>
  [...routes].flatMap(([route, methods]) =>
    route.includes('*') ? [] : [...methods].map((method) => `${method} /${route.replace(/^\//, '')}`),
  );

/** Methods that some route takes for this path (no leading slash); undefined where no route fits. */
export function methodsFor(path: string): string[] | undefined {
  const methods = [...routes].flatMap(([route, known]) => (fits(route, path) && !route.includes('*') ? [...known] : []));
  return methods.length > 0 ? [...new Set(methods)] : undefined;
}

function fits(route: string, path: string): boolean {
  const [wanted, given] = [parts(route), parts(path)];
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i]);
}

const parts = (path: string): string[] =>
  path
    .replace(/^\/|\/$/g, '')
    .toLowerCase()
    .split('/');
