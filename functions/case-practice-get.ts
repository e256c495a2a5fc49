import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** A finalized case for a learner, one step at a time. Nothing is kept here: what was asked comes along with the reveal. */
export const casePracticeGet = endpoint(
  async (request, deps) => {
    const [{ PracticeQuery }, { answerTo, openDoor }, { requireAnalyzable }, body] = await Promise.all([
      import('../shared/http/practice-query.ts'),
      import('../shared/cases/practice.ts'),
      import('../shared/cases/analyze-case.ts'),
      import('../shared/http/practice-body.ts'),
    ]);
    const { ask, reveal: isReveal, asked = [], tier_level } = parseAs(PracticeQuery, Object.fromEntries(request.query));
    const { record, ...place } = await askedForCase(request, deps);
    if (isReveal) {
      const { reveal } = await import('../shared/cases/practice-reveal.ts');
      return json(body.revealBody(place, reveal(record, asked, tier_level === '2' ? 2 : 1)));
    }
    if (ask !== undefined) return json(body.answerBody(place, answerTo(record, ask)));
    // Said at the door, not after an hour's work.
    return json(body.startBody(place, openDoor(place.caseId, requireAnalyzable(record))));
  },
  { methods: ['GET'] },
);

register('case-practice-get', { route: 'case/{case_id}/practice', methods: ['GET'], handler: casePracticeGet });
