import { afterEach, expect, test } from 'vitest';
import type { Change } from '../../../frontend/src/model/device.ts';
import { finalizeDraft } from '../../../frontend/src/model/finalize-draft.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { caseRecord } from '../../helpers/record.ts';
import { type Fate, World } from './world.ts';

let world: World;
afterEach(() => world.close());

const title = (text: string) => ({ lists: { title: text } });
const presentation = (text: string) => ({ lists: { case_details: { presentation: text } } });
const added: Change = {
  operations: [
    { op: 'add-finding', category: 'history', finding: 'Neck stiffness', question: 'Any stiff neck?', expected_answer: 'No.' },
  ],
};

/** The first `count` requests that fit have this fate; all others are answered. */
const at = (fate: Fate, fits: RegExp, count = 1) => {
  let left = count;
  return (method: string, url: string): Fate => (fits.test(`${method} ${url}`) && left-- > 0 ? fate : 'answered');
};
const kept = async () => (await world.deps.sessions.find(world.sessionId ?? ''))?.record;
const cases = () => world.deps.cases.list({ limit: 10 });

test('a session store that lost writes: the draft comes back from the device, and is not asked for without end', async () => {
  world = new World(() => 'answered');
  const desk = await world.open();
  for (const text of ['one', 'two', 'three']) {
    desk.edit(title(text));
    await world.until(desk.flush(), 500);
  }
  await world.expire();
  await keepDraft(world.deps.sessions, 'draft-1', caseRecord());
  const before = world.asked.length;
  desk.edit(presentation('after the loss'));
  await world.pass(20_000);
  expect(world.asked.length - before).toBeLessThan(8);
  expect(await kept()).toMatchObject({ title: 'three', presentation: 'after the loss' });
  expect(desk.store.get()).toMatchObject({ save: { kind: 'saved' }, pending: [] });
  expect(desk.store.get().note).toContain('The server had lost the last changes');
});

test('a finding that was added, its answer lost, and the draft read again: there is one', async () => {
  world = new World(at('answer-is-lost', /PUT/));
  const desk = await world.open();
  const findings = desk.store.get().record.findings.length;
  desk.edit(added);
  await world.until(desk.flush(), 500);
  await world.until(desk.reload(), 5_000);
  expect(desk.store.get().record.findings).toHaveLength(findings + 1);
  expect(desk.store.get().record.findings).toEqual((await kept())?.findings);
});

test('an answer that breaks off is as none at all: the edit is sent again', async () => {
  world = new World(at('answer-breaks-off', /PUT/));
  const desk = await world.open();
  desk.edit(title('sent twice, done once'));
  await world.pass(10_000);
  expect(desk.store.get()).toMatchObject({ save: { kind: 'saved' }, pending: [] });
  expect(await kept()).toMatchObject({ title: 'sent twice, done once' });
});

test('a refused change takes back what stands on it, says so, and lets the rest through', async () => {
  world = new World(at('refused', /PUT/));
  const desk = await world.open();
  desk.edit(added);
  const id = desk.store.get().record.findings.find(({ finding }) => finding === 'Neck stiffness')?.id ?? '';
  desk.edit({ operations: [{ op: 'set-finding', finding_id: id, present: true }] });
  desk.edit(title('after them'));
  await world.pass(10_000);
  expect(desk.store.get()).toMatchObject({ save: { kind: 'saved' }, pending: [] });
  expect(desk.store.get().note).toContain('So was what stood on it.');
  expect(await kept()).toMatchObject({ title: 'after them' });
});

test('what somebody else wrote is seen before it is final, also where it came in with the last edit', async () => {
  world = new World(() => 'answered');
  const desk = await world.open();
  await world.othersWrite({ case_details: { presentation: 'By somebody else.' } });
  desk.edit(title('typed just before'));
  await expect(world.until(finalizeDraft(desk, {}), 3_000)).rejects.toThrow(/Somebody else has changed this draft/);
  expect(desk.store.get().record.presentation).toBe('By somebody else.');
  expect(await cases()).toEqual([]);
  await world.until(finalizeDraft(desk, {}), 3_000);
  expect(await cases()).toMatchObject([{ title: 'typed just before' }]);
});

test('a finalize whose answer was lost, and the page looked at again: the same case, not a second', async () => {
  world = new World(at('answer-is-lost', /finalize/));
  const desk = await world.open();
  await expect(world.until(finalizeDraft(desk, {}), 3_000)).rejects.toThrow(/cannot be reached/);
  await world.until(desk.reload(), 1_000);
  const { made } = await world.until(finalizeDraft(desk, {}), 3_000);
  expect(await cases()).toMatchObject([{ caseId: made.case_id }]);
});

test('while a draft is made final nothing of it is sent: what is typed meanwhile stays, and goes on from the case', async () => {
  world = new World(
    () => 'answered',
    () => 1_000,
  );
  const desk = await world.open();
  const making = finalizeDraft(desk, {});
  await world.pass(300);
  desk.edit(title('typed meanwhile'));
  const { made, hasMore } = await world.until(making, 3_000);
  expect(hasMore).toBe(true);
  desk.continueFrom({ case_id: made.case_id, version: made.version });
  await world.pass(10_000);
  expect(desk.store.get()).toMatchObject({ save: { kind: 'saved' }, pending: [], origin: { case_id: made.case_id } });
  expect(await kept()).toMatchObject({ title: 'typed meanwhile' });
});

test('the session store is out: the whole draft is made final from here, once', async () => {
  world = new World((_, url) => (url === '/finalize-case' ? 'answered' : 'store-is-out'));
  const desk = await world.open();
  desk.edit(title('without the store'));
  expect(await world.until(finalizeDraft(desk, {}), 10_000)).toMatchObject({ hasMore: false });
  await world.until(finalizeDraft(desk, {}), 10_000);
  expect(await cases()).toMatchObject([{ title: 'without the store' }]);
});
