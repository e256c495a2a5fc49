import { endpoint, json } from '../shared/http/endpoint.ts';
import { idempotencyKey, ifMatch, wantsWhole } from '../shared/http/preconditions.ts';
import { readBody } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const editCasePut = endpoint(
  async (request, deps, { user }) => {
    const [{ EditRequest }, { editCase }, { editedBody }] = await Promise.all([
      import('../shared/http/edit-request.ts'),
      import('../shared/cases/edit-case.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const { session_id: sessionId, base_version, edit_id, operations, ...lists } = await readBody(request, EditRequest);
    const order = {
      sessionId,
      lists,
      operations: operations ?? [],
      ifMatch: ifMatch(request),
      baseVersion: base_version ?? undefined,
      editId: idempotencyKey(request) ?? edit_id ?? undefined,
      by: user,
    };
    const { draft, changes, moved, merged } = await editCase(order, deps);
    const body = {
      ...editedBody(sessionId, draft, 'Case updated successfully', wantsWhole(request)),
      changes,
      moved,
      merged,
    };
    return json(body, { headers: { etag: `"${draft.version}"` } });
  },
  { methods: ['PUT'] },
);

register('edit-case-put', { route: 'edit-case', methods: ['PUT'], handler: editCasePut });
