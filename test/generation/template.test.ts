import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../shared/generation/library/random.ts';
import { render, TemplateError, type Words, wordNames } from '../../shared/generation/library/template.ts';

const words = Object.fromEntries(wordNames.map((name) => [name, name === 'he' ? 'she' : name])) as Words;
const say = (template: string, seed = 'a') => render(template, words, seededRandom(seed));

describe('a sentence', () => {
  test('has its words filled in, with a capital where the slot has one', () => {
    expect(say('{He} says {he} is fine.')).toBe('She says she is fine.');
  });

  test('draws numbers with the decimals that are written, inside the range', () => {
    for (let seed = 0; seed < 50; seed++) {
      const [whole = '', decimal = ''] = say('{60-75} {3.1-4.85}', `${seed}`).split(' ');
      expect(whole).toMatch(/^\d{2}$/);
      expect(Number(whole)).toBeGreaterThanOrEqual(60);
      expect(Number(whole)).toBeLessThanOrEqual(75);
      expect(decimal).toMatch(/^\d\.\d{2}$/);
    }
  });

  test('picks one of several, a slot inside a choice included', () => {
    const heard = new Set(Array.from({ length: 40 }, (_, seed) => say('{stood|fell on {his} arm}', `${seed}`)));
    expect([...heard].sort()).toEqual(['fell on his arm', 'stood']);
  });

  test.each(['{nobody}', '{he', 'he}', '{}'])('with the slot %s is refused', (template) => {
    expect(() => say(template)).toThrow(TemplateError);
  });

  test('is the same for the same seed', () => {
    expect(say('{a|b|c|d|e} {1-1000}', 'x')).toBe(say('{a|b|c|d|e} {1-1000}', 'x'));
  });
});
