import { describe, expect, test } from 'vitest';
import { providerFrom } from '../../../shared/generation/llm/provider.ts';
import { retryAfterOf } from '../../../shared/generation/llm/retry.ts';

describe('the provider that the settings name', () => {
  test.each([
    ['OpenAI', { OPENAI_API_KEY: 'k' }, { kind: 'openai', baseUrl: 'https://api.openai.com/v1', key: 'k' }],
    [
      'a server that wants no key',
      { OPENAI_BASE_URL: 'http://l/v1' },
      { kind: 'compatible', baseUrl: 'http://l/v1', key: 'none' },
    ],
    [
      'a server with a key',
      { OPENAI_BASE_URL: 'http://l/v1', OPENAI_API_KEY: 'k' },
      { kind: 'compatible', baseUrl: 'http://l/v1', key: 'k' },
    ],
    [
      'Azure by key, dated',
      { AZURE_OPENAI_ENDPOINT: 'https://a/', AZURE_OPENAI_API_KEY: 'k', AZURE_OPENAI_API_VERSION: '2024-10-21' },
      { kind: 'azure', endpoint: 'https://a', apiVersion: '2024-10-21', credential: { key: 'k' } },
    ],
    [
      'Azure by Entra ID',
      { AZURE_OPENAI_ENDPOINT: 'https://a' },
      {
        kind: 'azure',
        endpoint: 'https://a',
        apiVersion: undefined,
        credential: { entraScope: 'https://cognitiveservices.azure.com/.default' },
      },
    ],
  ])('is %s', (_, settings, provider) => {
    expect(providerFrom(settings)).toEqual(provider);
  });

  test('is missing when nothing names one', () => {
    expect(providerFrom({ OPENAI_API_KEY: '' })).toEqual({ missing: expect.stringMatching(/^OPENAI_API_KEY is not set/) });
    expect(providerFrom({ AZURE_OPENAI_API_KEY: 'k' })).toEqual({ missing: 'AZURE_OPENAI_ENDPOINT is not set' });
  });

  test('is never a guess between two', () => {
    const both = { OPENAI_API_KEY: 'planted-a', AZURE_OPENAI_ENDPOINT: 'https://planted-b' };
    expect(() => providerFrom(both)).toThrow(/OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT: name two model providers/);
    expect(() => providerFrom(both)).toThrow(
      expect.objectContaining({ name: 'SettingsError', message: expect.not.stringContaining('planted') }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after-ms': '300', 'retry-after': '9' }, 300],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%o is %s ms', (headers, ms) => {
    expect(retryAfterOf(new Headers(headers), now)).toBe(ms);
  });
});
