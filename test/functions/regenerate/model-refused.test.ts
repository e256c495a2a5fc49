import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Section } from '../../../shared/cases/sections.ts';
import { closeSimulator, openSimulator, simulator } from '../../helpers/open-simulator.ts';
import { bodyOf } from '../../helpers/requests.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';
import { answers, deps, draft, names, openDraft, section } from './model-draft.ts';

beforeAll(openSimulator);
afterAll(closeSimulator);
beforeEach(openDraft);

describe('what a model may not write', () => {
  const twice = async (name: Section, answer: object, told: RegExp | string) => {
    const before = await draft();
    simulator.respond((request) => (/^section_/.test(request.schemaName ?? '') ? answer : answers(request)));
    const reply = await section(name);
    expect(reply.status).toBe(502);
    expect(bodyOf(reply)).toMatchObject({ code: 'model-unusable' });
    expect(simulator.log.filter(({ schemaName }) => /^section_/.test(schemaName ?? ''))).toHaveLength(2);
    expect(simulator.log.at(-1)?.promptText).toMatch(told);
    expect(await draft()).toEqual(before);
    return String(bodyOf(reply).detail);
  };

  test('a title that names the diagnosis: told once, then refused, and the reply does not repeat it', async () => {
    const detail = await twice('title', { title: 'The inferior STEMI of Mr Hollis' }, /gives the case away/);
    expect(detail).not.toContain('inferior STEMI');
  });

  test('a finding that stays in another list, no findings, and words that are too long', async () => {
    const { record } = await draft();
    const exam = record.findings.find(({ category }) => category === 'physical_exam')?.finding ?? '';
    await twice(
      'history_questions',
      { ...names, present: [...names.present.slice(1), exam.toUpperCase()] },
      /stands there already/,
    );
    simulator.reset();
    await twice('diagnostic_workup', { present: ['x'], absent: [] }, /at least 4 findings are needed/);
    simulator.reset();
    await twice('title', { title: 'A long day. '.repeat(20) }, /at most 200 characters/);
  });

  test('an answer that contradicts its state: told once, then refused', async () => {
    const before = await draft();
    simulator.respond((request) => {
      if (request.schemaName !== 'history') return answers(request);
      const written = clinicalAnswers(request) as Record<string, { expected_answer: string }>;
      const properties = (request.schema as { properties: Record<string, { description?: string }> }).properties;
      const key = Object.keys(properties).find((one) => properties[one]?.description === 'cold sweat');
      if (key && written[key]) written[key].expected_answer = 'No, no cold sweat at all.';
      return written;
    });
    const reply = await section('history_questions');
    expect(reply.status, String(reply.body).slice(0, 300)).toBe(502);
    expect(simulator.log.some(({ promptText }) => promptText.includes('change the answer or the state'))).toBe(true);
    expect(await draft()).toEqual(before);
  });
});

describe('a model that fails', () => {
  test.each(['section_title', 'section_findings', 'history', 'likelihoods'])('at %s changes nothing', async (name) => {
    const before = await draft();
    simulator.script((request) => (request.schemaName === name ? 'refusal' : undefined));
    const reply = await section(name === 'section_title' ? 'title' : 'history_questions');
    expect(reply.status).toBe(502);
    expect(await draft()).toEqual(before);
  });

  test('to give some likelihoods costs only those, and the case says so', async () => {
    let rows = 0;
    simulator.script((request) => (request.schemaName === 'likelihoods' && ++rows > 1 ? 'refusal' : undefined));
    const reply = await section('history_questions');
    expect(reply.status).toBe(200);
    expect((bodyOf(reply).generation as { notes: string[] }).notes.join()).toMatch(/no likelihoods for 4 of/);
  });

  test('to answer in time is stopped by the caller’s leaving', async () => {
    const before = await draft();
    simulator.script({ kind: 'hangBeforeHeaders' });
    const gone = new AbortController();
    const writing = deps.sectionWriters['gpt-4o-mini']?.(
      before.record,
      { section: 'title', instruction: undefined, seed: 1, kept: [] },
      gone.signal,
    );
    setTimeout(() => gone.abort(new Error('the caller has gone')), 100);
    await expect(writing).rejects.toThrow('the caller has gone');
  });
});
