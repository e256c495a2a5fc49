import type { HttpRequest } from '@azure/functions';
import type * as z from 'zod';
import { AppError } from '../errors.ts';

/** The largest body that any route reads. A whole case as JSON is about 0.5 MB. */
export const largestBodyBytes = 2 * 1024 * 1024;

/** The JSON body as `schema` wants it. 400 for malformed JSON, 413 for too much, 422 that names each wrong field. */
export async function readBody<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  return parseAs(schema, parseJson(await readText(request)));
}

/** As readBody, where a request without a body is one that leaves everything out. */
export async function readBodyIfAny<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(request);
  return parseAs(schema, text.trim() === '' ? {} : parseJson(text));
}

export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || '(body)', message }));
  throw new AppError('invalid-request', errors.map(({ path, message }) => `${path}: ${message}`).join('; '), { errors });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const detail = text.trim() === '' ? 'The request has no body; send a JSON object.' : 'The body is not valid JSON.';
    throw new AppError('malformed-request', detail);
  }
}

const tooLarge = (): AppError =>
  new AppError('payload-too-large', `The body is larger than ${largestBodyBytes / 1024 / 1024} MB.`);

/** The body as UTF-8, of at most `largestBodyBytes`: 413 as soon as it is known to be more. */
export async function readText(request: HttpRequest): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > largestBodyBytes) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return '';
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const piece: Uint8Array = value;
    size += piece.byteLength;
    if (size > largestBodyBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    pieces.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw new AppError('malformed-request', 'The body is not valid UTF-8.');
  }
}
