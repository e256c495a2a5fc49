import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeSimulator, openSimulator, simulator } from '../../helpers/open-simulator.ts';
import { bodyOf } from '../../helpers/requests.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';
import { openDoor, preview } from './door.ts';

beforeAll(openSimulator);
afterAll(closeSimulator);
beforeEach(openDoor);

describe('a wrong answer', () => {
  test('that only says too much is put right once, and else left to the audits', async () => {
    simulator.respond((request) => {
      if (request.schemaName !== 'findings') return clinicalAnswers(request);
      const answer = structuredClone(clinicalAnswers(request)) as { patient: { chief_complaint: string } };
      answer.patient.chief_complaint = 'It is an inferior STEMI again';
      return answer;
    });
    const reply = await preview();
    expect(reply.status).toBe(200);
    expect(simulator.log.filter(({ schemaName }) => schemaName === 'findings')).toHaveLength(2);
    expect((bodyOf(reply).audits as { id: string }[]).map(({ id }) => id)).toContain('diagnosis-leak');
  });

  test('without words where words belong is no case', async () => {
    simulator.respond((request) => {
      const answer = clinicalAnswers(request);
      if (request.schemaName !== 'diagnostic_workup') return answer;
      return Object.fromEntries(Object.entries(answer as object).map(([key, item]) => [key, { ...item, result: ' ' }]));
    });
    const reply = await preview();
    expect(reply.status).toBe(502);
    expect(bodyOf(reply).detail).toMatch(/must not be empty/);
  });

  test('is corrected once with the reason', async () => {
    let asked = 0;
    simulator.respond((request) => {
      if (request.schemaName !== 'framework' || asked++ > 0) return clinicalAnswers(request);
      const broken = structuredClone(clinicalAnswers(request)) as { systems: unknown[] };
      return { ...broken, systems: broken.systems.slice(0, 2) };
    });
    expect((await preview()).status).toBe(200);
    const again = simulator.log.filter(({ schemaName }) => schemaName === 'framework');
    expect(again).toHaveLength(2);
    expect(again[1]?.promptText).toContain('between 4 and 6 are needed');
  });

  test('twice is 502 with what was wrong, and ends the other calls', async () => {
    simulator.respond((request) =>
      request.schemaName === 'framework' ? { systems: [], descriptions: [] } : clinicalAnswers(request),
    );
    const reply = await preview();
    expect(reply.status).toBe(502);
    expect(bodyOf(reply)).toMatchObject({ code: 'model-unusable', detail: expect.stringContaining('framework') });
  });

  test('that leaves out the likelihoods costs only them, and says so', async () => {
    simulator.script((request) => (request.schemaName === 'likelihoods' ? 'refusal' : undefined));
    const body = bodyOf(await preview());
    expect(body.generation).toMatchObject({ notes: [expect.stringContaining('no likelihoods for 21 of 21')] });
    expect((body.audits as { id: string }[]).filter(({ id }) => id === 'likelihoods-missing')).toHaveLength(21);
  });
});
