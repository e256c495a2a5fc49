import { askEvents } from '../../api/events.ts';
import type { PreviewBody } from '../../api/types.ts';
import { createStore } from '../../model/store.ts';

export type Order = {
  readonly description: string;
  readonly primary_diagnosis: string;
  readonly difficulty: 'typical' | 'atypical' | 'sparse';
  readonly seed?: number;
  readonly model?: string;
  readonly temperature?: number;
};

export type Stage = { readonly name: string; readonly state: 'started' | 'done' | 'failed'; readonly elapsedMs: number };

/** One case on its way. It outlives the page that asked for it: looking something up meanwhile does not end it. */
export type Generation =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running' | 'failed' | 'cancelled';
      readonly order: Order;
      readonly stages: readonly Stage[];
      readonly partials: Readonly<Record<string, unknown>>;
      /** Sections of the try before, shown until this one has its own. */
      readonly earlier: Readonly<Record<string, unknown>>;
      readonly startedAt: number;
      readonly error?: unknown;
    };

export const generationStore = createStore<Generation>({ state: 'idle' });
let stop: AbortController | undefined;

/** Has a case written; undefined when it was cancelled or failed, which the store tells. */
export function generate(order: Order): Promise<PreviewBody | undefined> {
  // Chosen here where the author chose none, so that another try is for the same case.
  return run({ seed: randomSeed(), ...order }, {});
}

/** The same order with the same seed, from the start; what has arrived stays in sight. */
export function generateAgain({ order, partials, earlier }: Exclude<Generation, { state: 'idle' }>) {
  return run(order, { ...earlier, ...partials });
}

const randomSeed = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;

async function run(order: Order, earlier: Readonly<Record<string, unknown>>): Promise<PreviewBody | undefined> {
  stop?.abort();
  const mine = new AbortController();
  stop = mine;
  generationStore.set({ state: 'running', order, stages: [], partials: {}, earlier, startedAt: Date.now() });
  try {
    for await (const { event, data } of askEvents('/preview-case', { method: 'POST', body: order, signal: mine.signal })) {
      if (event === 'stage') noteStage(data as StageEvent);
      if (event === 'partial') notePartial(data as { section: string; value: unknown });
      if (event === 'done') {
        generationStore.set({ state: 'idle' });
        return data as PreviewBody;
      }
    }
  } catch (error) {
    if (!mine.signal.aborted) ended('failed', error);
  }
  return undefined;
}

export function cancelGeneration(): void {
  stop?.abort();
  ended('cancelled', undefined);
}

type StageEvent = { readonly name: string; readonly state: Stage['state']; readonly elapsed_ms: number };

function noteStage({ name, state, elapsed_ms: elapsedMs }: StageEvent): void {
  generationStore.set((now) => {
    if (now.state === 'idle') return now;
    const others = now.stages.filter((stage) => stage.name !== name);
    const known = now.stages.some((stage) => stage.name === name);
    const next = { name, state, elapsedMs };
    return { ...now, stages: known ? now.stages.map((stage) => (stage.name === name ? next : stage)) : [...others, next] };
  });
}

function notePartial({ section, value }: { section: string; value: unknown }): void {
  generationStore.set((now) => (now.state === 'idle' ? now : { ...now, partials: { ...now.partials, [section]: value } }));
}

function ended(state: 'failed' | 'cancelled', error: unknown): void {
  generationStore.set((now) => (now.state === 'idle' ? now : { ...now, state, error }));
}
