import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { answerTo, type Responder, repeatFirst } from './answer.ts';
import { createScript, faultName } from './faults.ts';
import { paceOf } from './pace.ts';
import { parameterProblem } from './parameter-rules.ts';
import { sendAnswer, sendError, sendFault, sendJson } from './reply.ts';
import { authorizationOf, deploymentOf, errorReply, isAuthorized, parseBody, requestOf } from './request.ts';
import type { RequestLog, Simulator, SimulatorOptions } from './types.ts';

export type { Responder, Transform } from './answer.ts';
export { type Fault, type FaultRule, randomFaults, type Step } from './faults.ts';
export type { SimulatedRequest } from './request.ts';

export type { RequestLog, Simulator, SimulatorOptions } from './types.ts';

const standardModels = ['gpt-4o-mini', 'gpt-4o', 'gpt-5-mini', 'gpt-5'];
const now = (): number => performance.timeOrigin + performance.now();

/** A stand-in for OpenAI and Azure OpenAI on the loopback interface. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    seed = 1,
    ttftMs = 0,
    tokensPerSecond = Number.POSITIVE_INFINITY,
    tokensPerChunk = 4,
    incoherent = repeatFirst,
    models = standardModels,
  } = options;
  const log: RequestLog[] = [];
  const script = createScript();
  const occurrences = new Map<string, number>();
  const sockets = new Set<Socket>();
  let respond: Responder = () => undefined;
  let closing = false;

  /** How often a request has come before. */
  function countOf(key: string): number {
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    return occurrence;
  }

  async function chat(message: IncomingMessage, response: ServerResponse, path: string, deployment: string): Promise<void> {
    const entry = enter(path, authorizationOf(message));
    const connection = new AbortController();
    const end = () => {
      entry.endedAt ??= now();
      entry.status = response.headersSent ? response.statusCode : null;
    };
    response.once('finish', end);
    response.once('close', () => {
      end();
      entry.aborted = !response.writableFinished && !closing && entry.fault !== 'cutMidStream';
      connection.abort();
    });
    try {
      await answer(message, response, entry, deployment, connection.signal);
    } catch (error) {
      if (connection.signal.aborted) return;
      // A test's own responder or transform has thrown: say so, instead of looking like a fault of the network.
      entry.fault = `failed: ${error}`;
      if (response.headersSent) response.destroy();
      else sendError(response, errorReply(500, 'simulator_failed', entry.fault));
    }
  }

  async function answer(
    message: IncomingMessage,
    response: ServerResponse,
    entry: RequestLog,
    deployment: string,
    signal: AbortSignal,
  ): Promise<void> {
    const read = parseBody(await readText(message));
    if (!isAuthorized(entry.authorization)) return sendError(response, unauthorized);
    if ('problem' in read) return sendError(response, read.problem);
    const request = requestOf(read.body, { path: entry.path, deployment, seed, countOf });
    const { model, schemaName, stream, temperature, promptText } = request;
    Object.assign(entry, { model, schemaName, stream, temperature, promptText });
    const problem = parameterProblem(request.body, model);
    if (problem) return sendError(response, problem);
    const fault = script.next(request);
    entry.fault = faultName(fault);
    const pace = paceOf(ttftMs, tokensPerSecond, `${seed}:${schemaName}:${request.occurrence}:${promptText}`, signal);
    if (await sendFault(response, fault, signal)) return;
    const spoilt = answerTo(request, fault, respond, incoherent);
    await sendAnswer({ response, request, answer: spoilt, fault, pace, tokensPerChunk, signal });
  }

  function enter(path: string, authorization: string | null): RequestLog {
    const unknown = { model: '', schemaName: null, stream: false, temperature: null, promptText: '' };
    const entry = { ...unknown, path, authorization, startedAt: now(), endedAt: null, aborted: false, status: null, fault: 'ok' };
    log.push(entry);
    return entry;
  }

  const server = createServer({ keepAliveTimeout: options.keepAliveMs ?? 5_000 }, (message, response) => {
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://simulator');
    const deployment = message.method === 'POST' ? deploymentOf(pathname) : undefined;
    const lacksVersion = Boolean(deployment) && !searchParams.has('api-version');
    if (deployment !== undefined && !lacksVersion) {
      void chat(message, response, pathname, deployment);
    } else if (message.method === 'GET' && /^(\/openai)?\/v1\/models$/.test(pathname)) {
      if (!isAuthorized(authorizationOf(message))) return sendError(response, unauthorized);
      const data = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'simulator' }));
      sendJson(response, 200, { object: 'list', data });
    } else sendError(response, errorReply(404, null, 'Resource not found'));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;

  return {
    url: `${endpoint}/v1`,
    endpoint,
    port,
    log,
    script: (...steps) => script.add(steps),
    respond: (responder) => {
      respond = responder;
    },
    reset() {
      log.length = 0;
      script.clear();
      occurrences.clear();
      respond = () => undefined;
    },
    openSockets: () => sockets.size,
    async close() {
      closing = true;
      const closed = [once(server, 'close'), ...[...sockets].map((socket) => once(socket, 'close'))];
      server.close();
      server.closeAllConnections();
      await Promise.all(closed);
    },
  };
}

const unauthorized = errorReply(401, 'invalid_api_key', "You didn't provide an API key.");
