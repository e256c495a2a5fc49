import { afterEach, expect, test } from 'vitest';
import type { DraftDesk } from '../../../frontend/src/model/draft-desk.ts';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { pick, seededRandom } from '../../../shared/generation/library/random.ts';
import { type Fate, World } from './world.ts';

const fields = ['title', 'presentation', 'patientPersonality'] as const;
type Field = (typeof fields)[number];
const listsOf = (field: Field, text: string) =>
  field === 'title'
    ? { title: text }
    : { case_details: field === 'presentation' ? { presentation: text } : { patient_personality: text } };

const faults: readonly Fate[] = ['never-arrives', 'answer-is-lost', 'busy', 'store-is-out'];
const runs = 30;

let world: World | undefined;
afterEach(() => world?.close());

/** Forty things that happen to a draft in bad weather, then fair weather until all is quiet. Answers with what was typed last. */
async function storm(seed: number, more: (desk: DraftDesk, random: () => number) => void = () => {}) {
  const random = seededRandom(`weather ${seed}`);
  const upTo = (most: number) => Math.floor(random() * most);
  let isStorm = true;
  world = new World(
    () => (isStorm && random() < 0.3 ? pick(faults, random) : 'answered'),
    () => 20 + upTo(isStorm ? 600 : 50),
  );
  const desk = await world.open();
  const typed: Partial<Record<Field, string>> = {};
  for (let step = 0; step < 40; step++) {
    const what = random();
    if (what < 0.6) {
      const field = pick(fields, random);
      const text = `${field}, run ${seed}, step ${step}`;
      desk.edit({ lists: listsOf(field, text) }, random() < 0.5 ? field : undefined);
      typed[field] = text;
    } else if (what < 0.75) await world.othersWrite({ description: `By others, step ${step}` });
    else if (what < 0.8) await world.expire();
    else if (what < 0.9) void desk.flush();
    else void desk.reload();
    more(desk, random);
    await world.pass(upTo(800));
  }
  isStorm = false;
  await world.pass(40_000);
  if (!(await world.deps.sessions.version(world.sessionId ?? ''))) {
    // Expired with nothing to send: the device has it all, and the next edit takes it into a new session.
    typed.title = `title, run ${seed}, after the storm`;
    desk.edit({ lists: listsOf('title', typed.title) });
    await world.pass(10_000);
  }
  const { pending, save, record, note } = desk.store.get();
  const kept = (await world.deps.sessions.find(world.sessionId ?? ''))?.record;
  // Nobody else writes these. What others wrote last is seen when the author comes back to the page.
  expect(ownTexts(record), `run ${seed}: shown, and kept by the server`).toEqual(ownTexts(kept));
  void desk.reload();
  await world.pass(500);
  expect(desk.store.get().record, `run ${seed}: all of it, read again`).toEqual(kept);
  world.close();
  return { typed, pending, save: save.kind, note, record };
}

const ownTexts = (record: CaseRecord | undefined) => fields.map((field) => record?.[field]);

test(`whatever the network does, what was typed last in a field stands in the end, here and on the server (${runs} runs)`, {
  timeout: 120_000,
}, async () => {
  for (let seed = 1; seed <= runs; seed++) {
    const { typed, ...rest } = await storm(seed);
    expect({ seed, ...rest }).toMatchObject({ seed, pending: [], save: 'saved', note: undefined, record: typed });
  }
});

test(`with undo and redo in it too, what is shown is what the server has (${runs} runs)`, { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= runs; seed++) {
    const { pending, save } = await storm(seed, (desk, random) => {
      const what = random();
      if (what < 0.15) void desk.undo();
      else if (what < 0.25) void desk.redo();
    });
    expect({ seed, pending, save }).toEqual({ seed, pending: [], save: 'saved' });
  }
});
