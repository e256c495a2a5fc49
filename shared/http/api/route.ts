import type * as z from 'zod';

/** What one route takes and gives, with the very schemas that parse it: the API's description is made of these. */
export type RouteDescription = {
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'cases' | 'drafts' | 'generation' | 'exports' | 'analysis' | 'service';
  /** Answered without sign-in. */
  readonly open?: true;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  /** JSON, and other kinds of body beside it. */
  readonly body?: z.ZodType;
  /** A request without a body is one that leaves everything out. */
  readonly bodyIsOptional?: true;
  readonly otherBodies?: Readonly<Record<string, z.ZodType>>;
  readonly replies: Readonly<Record<number, ReplyDescription>>;
  /** Statuses of problems that this route has, beside those that all have. */
  readonly problems?: readonly number[];
};

/** `json`: parsed with this schema; `files`: one of these content types; neither: no body. */
export type ReplyDescription = {
  readonly says: string;
  readonly json?: z.ZodType;
  readonly files?: readonly string[];
  readonly etag?: true;
};

/** `GET /case/{case_id}`: routes are written as they are registered. */
export type RouteKey = `${'GET' | 'POST' | 'PUT'} /${string}`;
export const describeRoutes = <const R extends Readonly<Record<RouteKey, RouteDescription>>>(routes: R): R => routes;
