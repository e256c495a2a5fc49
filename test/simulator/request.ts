import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { contentFor, type JsonSchema } from './content.ts';

export type ErrorReply = { readonly status: number; readonly error: Readonly<Record<string, unknown>> };

const Body = z.looseObject({
  model: z.string().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  response_format: z
    .looseObject({
      type: z.enum(['text', 'json_object', 'json_schema']),
      json_schema: z
        .looseObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          schema: z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null),
          strict: z.boolean().nullish(),
        })
        .optional(),
    })
    .nullish(),
});
export type ChatBody = z.infer<typeof Body>;

export type SimulatedRequest = {
  readonly path: string;
  readonly model: string;
  readonly schemaName: string | null;
  readonly schema: JsonSchema | null;
  readonly stream: boolean;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  /** The content of all messages, each on its own line. */
  readonly promptText: string;
  /** How many requests with the same schema name and prompt came before this one. */
  readonly occurrence: number;
  readonly body: ChatBody;
  /** What the simulator would answer by itself: made from the schema. */
  readonly standardAnswer: () => unknown;
};

/** The deployment of an Azure path, `''` where the path names none, undefined where no chat is served. */
export function deploymentOf(path: string): string | undefined {
  if (path === '/v1/chat/completions' || path === '/openai/v1/chat/completions') return '';
  return /^\/openai\/deployments\/([^/]+)\/chat\/completions$/.exec(path)?.[1];
}

export function authorizationOf({ headers }: IncomingMessage): string | null {
  const key = headers['api-key'];
  return headers.authorization ?? (typeof key === 'string' ? `api-key ${key}` : null);
}

export const isAuthorized = (authorization: string | null): boolean => /^(Bearer|api-key) \S/i.test(authorization ?? '');

export const errorReply = (status: number, code: string | null, message: string, param: string | null = null): ErrorReply => ({
  status,
  error: { message, type: status >= 500 ? 'server_error' : 'invalid_request_error', param, code },
});

export function parseBody(text: string): { readonly body: ChatBody } | { readonly problem: ErrorReply } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: errorReply(400, null, 'We could not parse the JSON body of your request.') };
  }
  const parsed = Body.safeParse(json);
  if (parsed.success) return { body: parsed.data };
  const issue = parsed.error.issues[0];
  const param = issue?.path.join('.') ?? null;
  return { problem: errorReply(400, 'invalid_value', `Invalid value for '${param}': ${issue?.message}.`, param) };
}

type Arrival = {
  readonly path: string;
  readonly deployment: string;
  readonly seed: number;
  readonly countOf: (key: string) => number;
};

export function requestOf(body: ChatBody, { path, deployment, seed, countOf }: Arrival): SimulatedRequest {
  const format = body.response_format?.json_schema;
  const promptText = body.messages.map(({ content }) => asText(content)).join('\n');
  return {
    path,
    model: body.model ?? deployment,
    schemaName: format?.name ?? null,
    schema: format?.schema ?? null,
    stream: body.stream === true,
    temperature: body.temperature ?? null,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    promptText,
    occurrence: countOf(`${format?.name}\n${promptText}`),
    body,
    standardAnswer: () => (format ? contentFor(format.schema, `${seed}:${format.name}`) : 'The simulator has nothing to add.'),
  };
}

const asText = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content ?? ''));
