import { endpoint, json } from '../shared/http/endpoint.ts';
import { ifMatch } from '../shared/http/preconditions.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const regenerateSectionPost = endpoint(
  async (request, deps, { signal, user }) => {
    const [{ readWithModel }, { SectionRequest }, { regenerateSection }, { draftBody }] = await Promise.all([
      import('../shared/http/case-request.ts'),
      import('../shared/http/regenerate-request.ts'),
      import('../shared/cases/regenerate-section.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const body = await readWithModel(request, 'send a JSON object with session_id and section');
    const { session_id: sessionId, section, instruction, model, seed } = parseAs(SectionRequest, body);
    const giveBack = deps.takeTurn();
    try {
      const order = {
        sessionId,
        section,
        instruction: instruction || undefined,
        model,
        seed,
        ifMatch: ifMatch(request),
        by: user,
      };
      const { draft, changes, merged } = await regenerateSection(order, deps, signal);
      return json(
        {
          status: 'success',
          section,
          changes: changes.map(({ sentence }) => sentence),
          merged,
          ...draftBody(sessionId, draft),
        },
        { headers: { etag: `"${draft.version}"` } },
      );
    } finally {
      giveBack();
    }
  },
  { methods: ['POST'] },
);

register('regenerate-section-post', { route: 'regenerate-section', methods: ['POST'], handler: regenerateSectionPost });
