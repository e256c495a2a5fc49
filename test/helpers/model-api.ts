import { clinicalAnswers } from '../simulator/clinical-answers.ts';
import {
  type RequestLog,
  type SimulatedRequest,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/simulator.ts';
import { signIn } from './requests.ts';
import { type Reply, type RunningApi, startApi } from './running-api.ts';

/** Words that may stand neither in a problem nor in what the process writes. */
export const planted = {
  key: 'sk-planted-zanzibar',
  description: 'marzipan-orrery',
  answer: 'quokka-velvet',
  nonsense: 'gargoyle-nonsense',
} as const;

export const secret = new RegExp([...Object.values(planted), 'Raymond Hollis', 'simulator', "I'm sorry"].join('|'), 'i');

/** What a pattern finds in a text, each once: a failing assertion shows these, not the whole text. */
export const namesIn = (text: string, pattern: RegExp): string[] => [
  ...new Set(text.match(new RegExp(pattern.source, `g${pattern.flags}`))),
];

/** Waits that a test can sit through. */
const quick = { MODEL_CALL_TIMEOUT_MS: '10000', MODEL_HEADERS_TIMEOUT_MS: '1000', MODEL_IDLE_TIMEOUT_MS: '1000' };

export type SeenEvent = { readonly event: string; readonly data: Record<string, unknown>; readonly ms: number };

export type ModelApi = {
  readonly simulator: Simulator;
  /** The API that runs now. */
  readonly url: () => string;
  /** What the process has written since the start. */
  readonly output: () => string;
  /** Asks for a case; `mark` stands in the description, and so in every prompt, and tells the requests of a test apart. */
  readonly preview: (mark?: string, init?: RequestInit) => Promise<Reply & { readonly ms: number }>;
  /** The same as a stream of events, each with the time at which it arrived. */
  readonly stream: (mark: string) => Promise<readonly SeenEvent[]>;
  /** The requests that a preview has made, of one schema name or of all. */
  readonly calls: (mark: string, schemaName?: string) => RequestLog[];
  /** Starts the API anew, and with it the breaker; the simulator forgets faults and log. */
  readonly fresh: (env?: Record<string, string>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The built API over HTTP with the simulator as its provider, without any store. */
export async function startModelApi(options: SimulatorOptions = {}, env: Record<string, string> = {}): Promise<ModelApi> {
  const simulator = await startSimulator({ keepAliveMs: 200, incoherent: nonsense, ...options });
  simulator.respond(plantedAnswers);
  const start = (more: Record<string, string> = {}): Promise<RunningApi> =>
    startApi({
      ...quick,
      POSTGRES_URL: '',
      REDIS_URL: '',
      OPENAI_BASE_URL: simulator.url,
      OPENAI_API_KEY: planted.key,
      ...env,
      ...more,
    });
  let api = await start();
  let written = '';
  return {
    simulator,
    url: () => api.url,
    output: () => written + api.output(),
    async preview(mark = 'case-0', init = {}) {
      const begun = performance.now();
      const reply = await api.post('/preview-case', orderFor(mark), init);
      return { ...reply, ms: performance.now() - begun };
    },
    async stream(mark) {
      const begun = performance.now();
      const reply = await fetch(`${api.url}/preview-case`, {
        method: 'POST',
        headers: {
          authorization: signIn('educator', 'right'),
          'content-type': 'application/json',
          accept: 'text/event-stream',
        },
        body: JSON.stringify(orderFor(mark)),
      });
      return eventsOf(reply, begun);
    },
    calls: (mark, schemaName) =>
      simulator.log.filter(
        (entry) => entry.promptText.includes(`(${mark})`) && (schemaName ?? entry.schemaName) === entry.schemaName,
      ),
    async fresh(more) {
      await api.close();
      written += api.output();
      simulator.reset();
      simulator.respond(plantedAnswers);
      api = await start(more);
    },
    async close() {
      await api.close();
      await simulator.close();
    },
  };
}

async function eventsOf(reply: Response, begun: number): Promise<SeenEvent[]> {
  const seen: SeenEvent[] = [];
  let text = '';
  for await (const piece of (reply.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    const blocks = (text + piece).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event && data) seen.push({ event, data: JSON.parse(data), ms: performance.now() - begun });
    }
  }
  return seen;
}

const orderFor = (mark: string) => ({
  description: `58-year-old man, crushing chest pain, ${planted.description} (${mark})`,
  primary_diagnosis: 'inferior STEMI',
  model: 'gpt-4o-mini',
});

export const markOf = ({ promptText }: SimulatedRequest): string => /\((case-[\w-]+)\)/.exec(promptText)?.[1] ?? '';

/** The standard answers with a planted word in every text that is not a name. */
export function plantedAnswers(request: SimulatedRequest): object | undefined {
  const answer = clinicalAnswers(request);
  if (!answer || request.schemaName === 'findings' || request.schemaName === 'framework') return answer;
  return mapTexts(answer, (text) => `${text} ${planted.answer}`);
}

/** Clinical nonsense of the right shape: names that repeat, likelihoods that tell nothing, words that give the case away. */
function nonsense(answer: unknown, { schemaName }: SimulatedRequest): unknown {
  if (schemaName === 'likelihoods') return mapValues(answer, (value) => (typeof value === 'number' ? 100 : value));
  const isList = schemaName === 'findings' || schemaName === 'framework';
  return mapTexts(answer, (text) => (isList ? renamed(text) : `${text} This is an inferior STEMI. ${planted.nonsense}`));
}

const renamed = (text: string): string => (/^(male|female)$/.test(text) ? text : planted.nonsense);
const mapTexts = (value: unknown, change: (text: string) => string): object =>
  mapValues(value, (inner) => (typeof inner === 'string' ? change(inner) : inner)) as object;

function mapValues(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => mapValues(inner, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapValues(inner, change)]));
}
