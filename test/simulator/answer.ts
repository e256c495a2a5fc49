import type { Fault } from './faults.ts';
import type { SimulatedRequest } from './request.ts';

export type Answer = {
  readonly text: string;
  readonly refusal: boolean;
  readonly finish: 'stop' | 'length' | 'content_filter';
};
/** Undefined leaves the standard answer. */
export type Responder = (request: SimulatedRequest) => string | object | undefined;
export type Transform = (answer: unknown, request: SimulatedRequest) => unknown;

export const tokensIn = (text: string): number => Math.ceil(text.length / 4);

/** The answer to a request, spoilt as the fault says. */
export function answerTo(request: SimulatedRequest, fault: Fault, respond: Responder, incoherent: Transform): Answer {
  const whole = respond(request) ?? request.standardAnswer();
  const text = asText(whole);
  const stop = (spoilt: string): Answer => ({ text: spoilt, refusal: false, finish: 'stop' });
  switch (fault.kind) {
    case 'truncated':
      return { text: part(text, 0.6), refusal: false, finish: 'length' };
    case 'contentFilter':
      return { text: part(text, 0.4), refusal: false, finish: 'content_filter' };
    case 'refusal':
      return { text: "I'm sorry, I cannot assist with that request.", refusal: true, finish: 'stop' };
    case 'emptyAnswer':
      return stop('');
    case 'invalidJson':
      return stop(`${text.slice(0, -1)},,]`);
    case 'prose':
      return stop(`Here is the JSON you asked for:\n\n\`\`\`json\n${text}\n\`\`\`\n\nI hope this helps!`);
    case 'schemaViolation':
      return stop(asText(withoutLast(parsed(whole))));
    case 'incoherent':
      return stop(asText(incoherent(parsed(whole), request)));
    default:
      return within(text, request.maxTokens);
  }
}

/** Clinical nonsense that still fits the schema: every list says the same thing over and over. */
export function repeatFirst(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(() => repeatFirst(answer[0]));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, repeatFirst(value)]));
}

const asText = (answer: unknown): string => (typeof answer === 'string' ? answer : JSON.stringify(answer));
const part = (text: string, share: number): string => text.slice(0, Math.floor(text.length * share));

function parsed(answer: unknown): unknown {
  if (typeof answer !== 'string') return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}

/** The end of the answer is left out, so that its beginning still looks right while it streams. */
const withoutLast = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null ? Object.fromEntries(Object.entries(answer).slice(0, -1)) : {};

/** As the real service, stops where the caller's limit is reached. */
const within = (text: string, maxTokens: number | null): Answer =>
  maxTokens !== null && tokensIn(text) > maxTokens
    ? { text: text.slice(0, maxTokens * 4), refusal: false, finish: 'length' }
    : { text, refusal: false, finish: 'stop' };
