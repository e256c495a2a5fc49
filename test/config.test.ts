import { describe, expect, test } from 'vitest';
import { chooseModel, type ModelState } from '../shared/cases/choose-model.ts';
import { loadConfig } from '../shared/config.ts';
import { SettingsError } from '../shared/errors.ts';
import { createTurns } from '../shared/http/turns.ts';
import { describeError } from '../shared/log.ts';

const signIn = { APP_USERNAME: 'a', APP_PASSWORD: 'b' };

describe('settings', () => {
  test('that are wrong or missing are all named at once, without their values', () => {
    const load = () =>
      loadConfig({ ...signIn, REDIS_URL: 'http://secret-host', POSTGRES_POOL_SIZE: 'many', ALLOWED_ORIGINS: '*' });
    expect(load).toThrow(SettingsError);
    expect(load).toThrow(/REDIS_URL[\s\S]*ALLOWED_ORIGINS|ALLOWED_ORIGINS[\s\S]*REDIS_URL/);
    expect(load).toThrow(/POSTGRES_POOL_SIZE/);
    expect(load).not.toThrow(/secret-host/);
  });

  test('name one Redis or several, and every one has to be an address', () => {
    const load = (REDIS_URL: string) => loadConfig({ ...signIn, REDIS_URL }).redis?.url;
    expect(load('redis://redis-app:6379/0,rediss://:p%23w@redis.example:10000/0')).toContain('redis-app:6379/0,rediss');
    for (const wrong of ['redis://a:6379,b:6379', 'redis://a,', 'redis://:pass#word@a:6379', 'redis:///0'])
      expect(() => load(wrong), wrong).toThrow(/REDIS_URL: must be one or several addresses/);
  });

  test('without a sign-in are refused: there is no standard password', () => {
    expect(() => loadConfig({})).toThrow(/APP_USERNAME[\s\S]*APP_PASSWORD/);
  });

  test('that would wait for ever are refused', () => {
    for (const name of ['POSTGRES_CONNECT_TIMEOUT_MS', 'POSTGRES_STATEMENT_TIMEOUT_MS', 'REDIS_COMMAND_TIMEOUT_MS']) {
      expect(() => loadConfig({ ...signIn, [name]: '0' })).toThrow(name);
    }
  });

  test('that are empty count as not set', () => {
    expect(loadConfig({ ...signIn, REDIS_URL: ' ', POSTGRES_URL: '' })).toMatchObject({
      redis: undefined,
      postgres: { url: undefined },
    });
  });

  test('say what is wrong in the log, where other messages stay out', () => {
    expect(describeError(new SettingsError('REDIS_URL: is wrong')).message).toContain('REDIS_URL');
    expect(describeError(new Error('patient words')).message).toBeUndefined();
  });

  test('name origins with or without a slash at the end', () => {
    expect(loadConfig({ ...signIn, ALLOWED_ORIGINS: 'https://Teach.example/, https://b.example' }).allowedOrigins).toEqual([
      'https://teach.example',
      'https://b.example',
    ]);
  });
});

describe('the model list', () => {
  const ids = (text?: string) =>
    loadConfig({ ...signIn, ...(text === undefined ? {} : { CASE_MODELS: text }) }).models.map(({ id }) => id);
  test('has the four of the contract and the library, or those of the settings and the library', () => {
    expect(ids()).toEqual(['gpt-4o-mini', 'gpt-4o', 'gpt-5-mini', 'gpt-5', 'library']);
    expect(ids('gpt-4o, my-model')).toEqual(['gpt-4o', 'my-model', 'library']);
    expect(ids('[{"id":"x","label":"X","note":"","temperature":{"default":0.2,"fixed":false}}]')).toEqual(['x', 'library']);
  });
  test('with an entry twice, or that is no list, is refused', () => {
    expect(() => ids('gpt-4o,gpt-4o')).toThrow(/CASE_MODELS/);
    expect(() => ids('[{"id":')).toThrow(/CASE_MODELS/);
  });
});

describe('choosing a model', () => {
  const entry = (id: string, available: boolean, fixed = false): ModelState => ({
    id,
    label: id,
    note: '',
    temperature: { default: fixed ? 1 : 0.7, fixed },
    ...(available ? { available } : { available, reason: 'KEY is not set' }),
  });
  const all = (available: boolean) => [
    entry('gpt-4o-mini', available),
    entry('gpt-5', available, true),
    entry('library', true, true),
  ];
  test('nobody named one: the preferred, or the library and a note that says so', () => {
    expect(chooseModel(all(true), {})).toMatchObject({ id: 'gpt-4o-mini', temperature: 0.7, note: undefined });
    expect(chooseModel(all(false), {})).toMatchObject({ id: 'library', note: expect.stringContaining('built-in library') });
  });
  test('a fixed temperature stays whatever is asked; elsewhere what is asked holds, 0 included', () => {
    expect(chooseModel(all(true), { model: 'gpt-5', temperature: 0.2 }).temperature).toBe(1);
    expect(chooseModel(all(true), { model: 'gpt-4o-mini', temperature: 0 }).temperature).toBe(0);
  });
  test('one that cannot be used is refused, never swapped', () => {
    expect(() => chooseModel(all(false), { model: 'gpt-5' })).toThrow(/KEY is not set/);
  });
});

test('turns are counted per minute, and come back when the minute is over', () => {
  let now = 0;
  const take = createTurns({ generationsInFlight: 10, generationsPerMinute: 2 }, () => now);
  take()();
  take()();
  expect(take).toThrow(/try again in 60 s/);
  now = 60_001;
  expect(take).not.toThrow();
});
