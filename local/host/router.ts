/** Finds the function for a method and a path; the most specific route that allows the method wins. */
import type { RegisteredFunction } from './app.ts';
import { parseRoute, type RouteTemplate } from './route-template.ts';

export type Found = { kind: 'found'; registered: RegisteredFunction; triggerName: string; params: Record<string, string> };
export type Finding = Found | { kind: 'wrong-method'; allow: string } | { kind: 'unknown' };
export type Router = (method: string, path: string) => Finding;

type Route = { template: RouteTemplate; methods: string[]; registered: RegisteredFunction; triggerName: string };

export const makeRouter = (functions: RegisteredFunction[], routePrefix: string): Router => {
  const routes = functions
    .flatMap((registered) => readRoute(registered, routePrefix))
    .sort((a, b) => (a.template.rank < b.template.rank ? -1 : a.template.rank > b.template.rank ? 1 : 0));
  return (method, rawPath) => {
    const path = readPath(rawPath);
    const allowed = new Set<string>();
    let forHead: Found | undefined;
    for (const { template, methods, registered, triggerName } of routes) {
      const params = template.match(path);
      if (!params) continue;
      if (methods.includes(method)) return forHead ?? { kind: 'found', registered, triggerName, params };
      // A GET route answers HEAD too; Node leaves the body out.
      if (method === 'HEAD' && methods.includes('GET')) forHead ??= { kind: 'found', registered, triggerName, params };
      for (const allows of methods) allowed.add(allows);
    }
    if (forHead) return forHead;
    // A catch-all that only answers browsers' preflights does not make every path a known one.
    if ([...allowed].every((allows) => allows === 'OPTIONS')) return { kind: 'unknown' };
    if (allowed.has('GET')) allowed.add('HEAD');
    return { kind: 'wrong-method', allow: [...allowed].sort().join(', ') };
  };
};

const readRoute = (registered: RegisteredFunction, routePrefix: string): Route[] => {
  const { name, bindings } = registered.metadata;
  const [triggerName, trigger] = Object.entries(bindings).find(([, { type }]) => type === 'httpTrigger') ?? [];
  if (!triggerName || !trigger) {
    console.warn(`The function "${name}" has no HTTP trigger: the local host does not run it.`);
    return [];
  }
  const methods = (trigger.methods ?? ['GET', 'POST']).map((method) => method.toUpperCase());
  const template = parseRoute(`${routePrefix}/${trigger.route ?? name}`);
  return [{ template, methods, registered, triggerName }];
};

/** Decoded as the platform does: everything but an encoded slash, which must not become a separator. */
const readPath = (rawPath: string): string => {
  const path = rawPath.length > 1 && rawPath.endsWith('/') ? rawPath.slice(0, -1) : rawPath;
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path.replace(/%(2f)/gi, '%25$1'));
  } catch {
    return path; // not valid UTF-8 in percent signs: taken as written
  }
};
