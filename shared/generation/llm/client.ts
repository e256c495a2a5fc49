import { APIConnectionError, APIError, AzureOpenAI, OpenAI } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { parametersFor } from './model-parameters.ts';
import type { Provider } from './provider.ts';
import type { Question, Usage } from './question.ts';
import { retryAfterOf } from './retry.ts';
import { type Trouble, UpstreamError } from './upstream-error.ts';

/** A piece of a streamed answer. */
export type Piece = {
  readonly text: string;
  readonly refusal: string;
  readonly finish: string | undefined;
  readonly usage: Usage | undefined;
};

/** Sends one request; resolves when its headers are here. Fails with UpstreamError, and nothing else, when the provider does. */
export type OpenStream = (question: Question, signal: AbortSignal) => Promise<AsyncIterable<Piece>>;

/** The only file that knows the SDK. It is imported when the first question is asked: loading it takes a while. */
export function createOpenStream(provider: Provider): OpenStream {
  const client = clientFor(provider);
  return async (question, signal) => {
    const body = bodyOf(question);
    try {
      return pieces(await client.chat.completions.create(body, { signal }));
    } catch (error) {
      throw upstreamError(error);
    }
  };
}

function clientFor(provider: Provider): OpenAI {
  // Waits and retries are ours. The SDK's log quotes answers. What its constructor would read from the environment is given.
  const common = { maxRetries: 0, timeout: 600_000, logLevel: 'off' as const };
  if (provider.kind === 'openai') return new OpenAI({ ...common, apiKey: provider.key, baseURL: provider.baseUrl });
  const outside = { ...common, organization: null, project: null };
  if (provider.kind === 'compatible') return new OpenAI({ ...outside, apiKey: provider.key, baseURL: provider.baseUrl });
  const { endpoint, apiVersion, credential } = provider;
  const apiKey = 'key' in credential ? credential.key : entraToken(credential.entraScope);
  if (!apiVersion) return new OpenAI({ ...outside, apiKey, baseURL: `${endpoint}/openai/v1/` });
  return new AzureOpenAI({
    ...outside,
    apiVersion,
    baseURL: `${endpoint}/openai`,
    // An empty key, because with none the client takes AZURE_OPENAI_API_KEY and then refuses the token beside it.
    ...(typeof apiKey === 'string' ? { apiKey } : { apiKey: '', azureADTokenProvider: apiKey }),
  });
}

/** Managed identity in Azure, the developer's own sign-in elsewhere. The library keeps tokens until they are nearly spent. */
function entraToken(scope: string): () => Promise<string> {
  let provider: Promise<() => Promise<string>> | undefined;
  return async () => {
    try {
      provider ??= import('@azure/identity').then(({ DefaultAzureCredential, getBearerTokenProvider }) =>
        getBearerTokenProvider(new DefaultAzureCredential(), scope),
      );
      return await (await provider)();
    } catch {
      provider = undefined;
      throw new UpstreamError('not-signed-in');
    }
  };
}

const bodyOf = (question: Question): ChatCompletionCreateParamsStreaming => ({
  model: question.model,
  messages: [...question.messages],
  stream: true,
  stream_options: { include_usage: true },
  response_format: zodResponseFormat(question.schema, question.name.replace(/[^\w-]/g, '_').slice(0, 64)),
  ...parametersFor(question),
});

async function* pieces(chunks: AsyncIterable<ChatCompletionChunk>): AsyncGenerator<Piece> {
  try {
    for await (const { choices, usage } of chunks) {
      // Azure opens with a chunk of filter results, and usage comes last: both have no choices.
      const choice = choices?.[0];
      yield {
        text: choice?.delta?.content ?? '',
        refusal: choice?.delta?.refusal ?? '',
        finish: choice?.finish_reason ?? undefined,
        usage: usage ? usageOf(usage) : undefined,
      };
    }
  } catch (error) {
    throw upstreamError(error, 'cut-off');
  }
}

/** Servers that only speak the protocol leave some of these out. */
const usageOf = (usage: NonNullable<ChatCompletionChunk['usage']>): Usage => ({
  input: usage.prompt_tokens ?? 0,
  cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0,
  output: usage.completion_tokens ?? 0,
});

function upstreamError(error: unknown, otherwise: Trouble = 'unreachable'): UpstreamError {
  // The SDK wraps what a token provider throws.
  if (error instanceof Error && error.cause instanceof UpstreamError) return error.cause;
  if (!(error instanceof APIError) || error instanceof APIConnectionError) {
    return new UpstreamError(otherwise, { code: networkCode(error) });
  }
  const trouble = troubleOf(error.status, [error.code, error.type]) ?? otherwise;
  return new UpstreamError(trouble, { status: error.status, retryAfterMs: retryAfterOf(error.headers) });
}

function troubleOf(status: number | undefined, names: readonly unknown[]): Trouble | undefined {
  if (names.some((name) => /quota|billing/.test(String(name)))) return 'quota-spent';
  if (names.includes('content_filter')) return 'prompt-filtered';
  if (status === 429 || names.includes('rate_limit_exceeded')) return 'rate-limited';
  if (status === undefined) return undefined;
  if (status === 401 || status === 403) return 'key-refused';
  if (status === 402) return 'quota-spent';
  if (status === 404) return 'unknown-model';
  if (status === 409) return 'conflict';
  return status === 408 || status >= 500 ? 'failing' : 'request-refused';
}

/** ECONNREFUSED and its like, which fetch hides some causes deep. */
function networkCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : networkCode(error.cause, depth + 1);
}
