import { beforeEach, describe, expect, test } from 'vitest';
import { bodyOf } from '../../helpers/requests.ts';
import { edit, openDraft, record } from './draft.ts';
import { shownWhole } from './whole.ts';

beforeEach(openDraft);

describe('what cannot be', () => {
  const refused = async (...operations: object[]): Promise<string> => {
    const before = JSON.stringify(await record());
    const reply = await edit({ operations });
    expect(reply.status, JSON.stringify(bodyOf(reply).changes)).toBe(422);
    expect(JSON.stringify(await record())).toBe(before);
    return String(bodyOf(reply).detail);
  };

  test.each(['constructor', '__proto__', 'toString', 'valueOf'])('%s is no id', async (id) => {
    const [group] = (await record()).framework.tier2;
    await refused({ op: 'add-bucket', tier_level: 3, parent_id: group?.id, name: 'x', bucket_id: id });
    await refused({ op: 'add-finding', category: 'history', finding: 'x', question: 'x?', present: true, finding_id: id });
    await refused({ op: 'set-prior', bucket_id: id, prior: 0.2 });
  });

  test('a split or an addition that leaves next to nothing for a leaf', async () => {
    const [leaf, other] = (await record()).framework.leaves;
    const into = [
      { name: 'a', share: 1e-300 },
      { name: 'b', share: 0.5 },
    ];
    expect(await refused({ op: 'split-bucket', bucket_id: leaf?.id, into })).toMatch(/share of a can be from/);
    expect(await refused({ op: 'add-bucket', tier_level: 3, parent_id: leaf?.parentId, name: 'x', prior: 0.99999 })).toMatch(
      /prior of x can be from/,
    );
    expect(other).toBeDefined();
  });

  test('more locks than anybody needs', async () => {
    const fields = Array.from({ length: 400 }, (_, i) => `findings.h${i}`);
    expect((await edit({ operations: [{ op: 'lock', fields }] })).status).toBe(200);
    await refused({ op: 'lock', fields: fields.map((field) => `${field}.finding`) });
  });

  test('two buckets of one name by two edits that are merged', async () => {
    const [a, b] = (await record()).framework.leaves;
    await edit({ operations: [{ op: 'rename-bucket', bucket_id: a?.id, name: 'Zed' }] });
    const reply = await edit({ base_version: 1, operations: [{ op: 'rename-bucket', bucket_id: b?.id, name: 'Zed' }] });
    expect(reply.status).toBe(409);
  });

  test('a stale edit of a finding whose id another one has now', async () => {
    const last = (await shownWhole()).case_details.history_questions.at(-1);
    await edit({ operations: [{ op: 'remove-finding', finding_id: last?.id }] });
    await edit({
      operations: [{ op: 'add-finding', category: 'history', finding: 'rash', question: 'A rash?', present: false }],
    });
    expect((await shownWhole()).case_details.history_questions.at(-1)?.id).toBe(last?.id);
    const reply = await edit({ base_version: 1, operations: [{ op: 'set-finding', finding_id: last?.id, present: true }] });
    expect(reply.status).toBe(409);
  });
});
