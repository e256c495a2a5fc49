/** `case/{case_id:int}/{*rest}` → something that matches paths and ranks among its neighbours. */
import { type Constraint, readConstraint } from './constraints.ts';

export type RouteTemplate = {
  match(path: string): Record<string, string> | undefined;
  /** One digit a segment, lower wins: literal, mixed, constrained parameter, parameter, constrained catch-all, catch-all. */
  rank: string;
};

type Parameter = { name: string; constraints: Constraint[]; fallback?: string };

/** A parameter may hold colons and braces in its constraint: `{code:regex(^[A-Z]{1,3}$)}`. */
const parameterPattern = /\{((?:[^{}]|\{[^{}]*\})+)\}/g;

export const parseRoute = (route: string): RouteTemplate => {
  const parameters: Parameter[] = [];
  let source = '';
  let rank = '';
  for (const segment of splitSegments(route)) {
    const [pattern, digit] = readSegment(segment, parameters);
    source += pattern;
    rank += digit;
  }
  const pathPattern = new RegExp(`^${source || '/'}$`, 'is');
  return { rank, match: (path) => readParams(pathPattern.exec(path), parameters) };
};

/** Splits at slashes outside braces. */
const splitSegments = (route: string): string[] => route.match(/(?:\{(?:[^{}]|\{[^{}]*\})+\}|[^/{}])+/g) ?? [];

const readSegment = (segment: string, parameters: Parameter[]): [pattern: string, rank: string] => {
  const inner = /^\{((?:[^{}]|\{[^{}]*\})+)\}$/.exec(segment)?.[1];
  if (inner === undefined) {
    const isLiteral = !segment.includes('{');
    return [`/${readMixed(segment, parameters)}`, isLiteral ? '1' : '2'];
  }
  const isCatchAll = inner.startsWith('*');
  const [parameter, isOptional] = readParameter(inner.replace(/^\*+/, ''));
  parameters.push(parameter);
  const isConstrained = parameter.constraints.length > 0;
  if (isCatchAll) return ['(?:/(.*))?', isConstrained ? '5' : '6'];
  return [isOptional ? '(?:/([^/]+))?' : '/([^/]+)', isConstrained ? '3' : '4'];
};

/** `case-{id}.csv`: literal text with parameters in it. */
const readMixed = (segment: string, parameters: Parameter[]): string => {
  let pattern = '';
  let from = 0;
  for (const found of segment.matchAll(parameterPattern)) {
    parameters.push(readParameter(found[1] ?? '')[0]);
    pattern += `${escapeRegex(segment.slice(from, found.index))}([^/]+?)`;
    from = found.index + found[0].length;
  }
  return pattern + escapeRegex(segment.slice(from));
};

const readParameter = (text: string): [parameter: Parameter, isOptional: boolean] => {
  const [, name = '', constraints = '', fallback, mark] =
    /^(\w+)((?::\w+(?:\(.*?\)(?=[:=?]|$))?)*)(?:=([^?]*))?(\?)?$/.exec(text) ?? [];
  if (!name) throw new Error(`Route parameter "{${text}}" is not understood by the local host.`);
  const checks = [...constraints.matchAll(/:(\w+(?:\(.*?\)(?=:|$))?)/g)].map((found) => readConstraint(found[1] ?? ''));
  const parameter = { name, constraints: checks, ...(fallback === undefined ? {} : { fallback }) };
  return [parameter, mark === '?' || fallback !== undefined];
};

const readParams = (found: RegExpExecArray | null, parameters: Parameter[]): Record<string, string> | undefined => {
  if (!found) return undefined;
  const params: Record<string, string> = {};
  for (const [index, { name, constraints, fallback }] of parameters.entries()) {
    const value = found[index + 1] ?? fallback;
    if (value === undefined) continue;
    if (!constraints.every((fits) => fits(value))) return undefined;
    params[name] = value;
  }
  return params;
};

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
