import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, tokensIn } from './answer.ts';
import type { Fault } from './faults.ts';
import type { Pace } from './pace.ts';
import { type ErrorReply, errorReply, type SimulatedRequest } from './request.ts';

type Reply = {
  readonly response: ServerResponse;
  readonly request: SimulatedRequest;
  readonly answer: Answer;
  readonly fault: Fault;
  readonly pace: Pace;
  readonly tokensPerChunk: number;
  /** Aborts once the connection is gone. */
  readonly signal: AbortSignal;
};

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export const sendError = (response: ServerResponse, { status, error }: ErrorReply, headers: Record<string, string> = {}): void =>
  sendJson(response, status, { error }, headers);

/** Sends what a fault has in place of an answer; false where the fault lets an answer begin. */
export async function sendFault(response: ServerResponse, fault: Fault, signal: AbortSignal): Promise<boolean> {
  switch (fault.kind) {
    case 'status': {
      const { status, retryAfterSeconds, retryAfterMs, code = null } = fault;
      sendError(response, errorReply(status, code, `The simulator was told to answer ${status}.`), {
        ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
        ...(retryAfterMs === undefined ? {} : { 'retry-after-ms': String(retryAfterMs) }),
      });
      return true;
    }
    case 'insufficientQuota': {
      const message = 'You exceeded your current quota, please check your plan and billing details.';
      sendJson(response, 429, { error: { message, type: 'insufficient_quota', param: null, code: 'insufficient_quota' } });
      return true;
    }
    case 'htmlBody':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body><h1>Gateway</h1></body></html>');
      return true;
    case 'hangBeforeHeaders':
      await gone(signal);
      return true;
    case 'slow':
      await sleep(fault.delayMs, undefined, { signal });
      return false;
    default:
      return false;
  }
}

export async function sendAnswer(reply: Reply): Promise<void> {
  const pieces = reply.request.stream ? eventsOf(reply) : wholeOf(reply);
  const type = reply.request.stream ? 'text/event-stream' : 'application/json';
  await reply.pace.untilToken(reply.request.stream ? 0 : tokensIn(reply.answer.text));
  reply.response.writeHead(200, { 'content-type': type, 'x-request-id': 'req_simulated' });
  const halts = reply.fault.kind === 'stallMidStream' || reply.fault.kind === 'cutMidStream';
  const middle = halts ? Math.ceil(pieces.length / 2) : pieces.length;
  for (const { tokens, data } of pieces.slice(0, middle)) {
    await reply.pace.untilToken(tokens);
    if (reply.signal.aborted) return;
    reply.response.write(data);
  }
  if (!halts) reply.response.end();
  else if (reply.fault.kind === 'stallMidStream') await gone(reply.signal);
  else await cut(reply.response);
}

type Piece = { readonly tokens: number; readonly data: string };

/** Role, text in chunks of a few tokens, the finish reason, usage where it was asked for, and the end mark. */
function eventsOf({ request, answer, tokensPerChunk }: Reply): Piece[] {
  const asksUsage = request.body.stream_options?.include_usage === true;
  const event = (tokens: number, choices: unknown[], usage: unknown = null): Piece => {
    const chunk = { ...header(request, 'chat.completion.chunk'), choices, ...(asksUsage ? { usage } : {}) };
    return { tokens, data: `data: ${JSON.stringify(chunk)}\n\n` };
  };
  const delta = (tokens: number, content: object, finish_reason: string | null = null): Piece =>
    event(tokens, [{ index: 0, delta: content, finish_reason }]);
  const size = tokensPerChunk * 4;
  const all = tokensIn(answer.text);
  const texts = Array.from({ length: Math.ceil(answer.text.length / size) }, (_, i) => {
    const text = answer.text.slice(i * size, (i + 1) * size);
    return delta(Math.min(all, (i + 1) * tokensPerChunk), answer.refusal ? { refusal: text } : { content: text });
  });
  return [
    delta(0, { role: 'assistant', content: answer.refusal ? null : '' }),
    ...texts,
    delta(all, {}, answer.finish),
    ...(asksUsage ? [event(all, [], usageOf(request, answer))] : []),
    { tokens: all, data: 'data: [DONE]\n\n' },
  ];
}

function wholeOf({ request, answer }: Reply): Piece[] {
  const { text, refusal, finish } = answer;
  const message = { role: 'assistant', content: refusal ? null : text, refusal: refusal ? text : null };
  const choices = [{ index: 0, message, finish_reason: finish, logprobs: null }];
  const data = JSON.stringify({ ...header(request, 'chat.completion'), choices, usage: usageOf(request, answer) });
  const half = Math.floor(data.length / 2);
  return [data.slice(0, half), data.slice(half)].map((piece) => ({ tokens: tokensIn(text), data: piece }));
}

const header = ({ model }: SimulatedRequest, object: string) => ({
  id: 'chatcmpl-simulated',
  object,
  created: Math.floor(Date.now() / 1000),
  model,
  system_fingerprint: 'fp_simulated',
});

function usageOf({ body }: SimulatedRequest, { text }: Answer) {
  const characters = body.messages.reduce((sum, { content }) => sum + contentLength(content), 0);
  const prompt = Math.ceil(characters / 4);
  const completion = tokensIn(text);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
}

const contentLength = (content: unknown): number =>
  (typeof content === 'string' ? content : JSON.stringify(content ?? '')).length;

const gone = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** What has been written goes out first; a destroyed socket would take it along. */
const cut = async (response: ServerResponse): Promise<void> => {
  await new Promise((resolve) => response.write(' ', resolve));
  response.socket?.destroy();
};
