import { describe, expect, test } from 'vitest';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { seededRandom } from '../../shared/generation/library/random.ts';
import { render, type Words } from '../../shared/generation/library/template.ts';
import { isSaidIn, toldIn } from '../../shared/generation/library/told.ts';

const words: Words = {
  he: 'she',
  him: 'her',
  his: 'her',
  himself: 'herself',
  man: 'woman',
  name: 'Mrs Okafor',
  age: '7-month',
  duration: 'three days',
  side: 'right',
  otherside: 'left',
  hr: '112',
  sbp: '98',
  dbp: '60',
  rr: '22',
  temp: '38.4',
  spo2: '93',
  glucose: '',
};

describe('a sentence of the packs, read backwards', () => {
  const packs = [...loadLibrary().packs.values()];
  const sentences = packs.flatMap(({ findings, leaves, door }) => [
    ...door,
    ...findings.flatMap(({ present, absent, shows }) => [...present, ...absent, ...shows]),
    ...leaves.flatMap(({ onset, appearance }) =>
      [...onset, ...appearance].map((line) => (typeof line === 'string' ? line : line.text)),
    ),
  ]);

  test(`is known again, whatever was drawn for it: ${sentences.length} sentences`, () => {
    const random = seededRandom('told');
    const missed = sentences.filter((sentence) => !isSaidIn(sentence, `Before. ${render(sentence, words, random)} After.`));
    expect(missed).toEqual([]);
  });

  test('tells the side that was put in', () => {
    const random = seededRandom('side');
    const sided = sentences.filter((sentence) => /\{side\}/i.test(sentence));
    const wrong = sided.filter(
      (sentence) => !/^right$/i.test(toldIn(render(sentence, words, random), [sentence], 'side') ?? 'right'),
    );
    expect(wrong).toEqual([]);
    const silent = sided.filter((sentence) => toldIn(render(sentence, words, random), [sentence], 'side') === undefined);
    expect(silent.length / sided.length).toBeLessThan(0.1);
  });

  test('is not found in another', () => {
    expect(isSaidIn('{He} holds the {left|right} arm.', 'He holds the left leg.')).toBe(false);
    expect(isSaidIn('Temperature {38.1-39.5}, {he} is hot.', 'Temperature 38.4, she is hot.')).toBe(true);
    expect(toldIn('Nothing of the kind.', ['The {side} knee.'], 'side')).toBeUndefined();
  });

  test('costs no time in a long text that an author has made of it', () => {
    const start = performance.now();
    isSaidIn('{He} has had it for {duration}, {duration}, {duration} and {duration}!', 'He has had it for , , '.repeat(2_000));
    expect(performance.now() - start).toBeLessThan(500);
  });
});
