/** Reads a request's body whole, up to a cap. Past the cap nothing is kept, and the client still gets to read why. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { problems, writeProblem } from './problem.ts';

/** How long, and how much, a client that was refused may go on sending. A hard close would take the answer with it. */
const drainMs = 5_000;
const drainBytes = 64 * 1024 * 1024;

export type Body = { kind: 'whole'; bytes: Buffer } | { kind: 'too-large' } | { kind: 'gone' };

const nothing = Buffer.alloc(0);

export const declaresTooMuch = (request: IncomingMessage, cap: number): boolean =>
  Number(request.headers['content-length'] ?? 0) > cap;

export const readBody = (request: IncomingMessage, cap: number): Promise<Body> | Body => {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
    return { kind: 'whole', bytes: nothing };
  if (declaresTooMuch(request, cap)) return { kind: 'too-large' };
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const onData = (piece: Buffer) => {
      size += piece.length;
      if (size <= cap) {
        pieces.push(piece);
        return;
      }
      request.off('data', onData);
      resolve({ kind: 'too-large' });
    };
    request.on('data', onData);
    request.once('end', () => resolve({ kind: 'whole', bytes: Buffer.concat(pieces, size) }));
    request.once('close', () => resolve({ kind: 'gone' }));
    request.once('error', () => resolve({ kind: 'gone' }));
  });
};

/** 413, then the rest of the body is read and dropped, then the connection closes: the client is never reset mid-answer. */
export const refuseBody = (request: IncomingMessage, response: ServerResponse): void => {
  writeProblem(response, problems.tooLarge, { connection: 'close' });
  let dropped = 0;
  const finish = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(finish, drainMs);
  request.on('data', (piece: Buffer) => {
    dropped += piece.length;
    if (dropped > drainBytes) finish();
  });
  request.once('end', finish);
  request.once('close', finish);
  request.resume();
};
