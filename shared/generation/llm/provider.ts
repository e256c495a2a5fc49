import { SettingsError } from '../../errors.ts';

/** The settings that name a provider, as the environment has them. */
export type ProviderSettings = {
  readonly OPENAI_API_KEY?: string | undefined;
  readonly OPENAI_BASE_URL?: string | undefined;
  readonly AZURE_OPENAI_ENDPOINT?: string | undefined;
  readonly AZURE_OPENAI_API_VERSION?: string | undefined;
  readonly AZURE_OPENAI_API_KEY?: string | undefined;
  readonly AZURE_OPENAI_SCOPE?: string | undefined;
};

/** Who answers. `apiVersion` makes Azure's dated, deployment-style addresses; without it the v1 form is used. */
export type Provider =
  | { readonly kind: 'openai'; readonly baseUrl: string; readonly key: string }
  | { readonly kind: 'compatible'; readonly baseUrl: string; readonly key: string }
  | {
      readonly kind: 'azure';
      readonly endpoint: string;
      readonly apiVersion: string | undefined;
      /** Azure takes one or the other; with both, its client throws. A key that is set was set on purpose, so it wins. */
      readonly credential: { readonly key: string } | { readonly entraScope: string };
    };

const openAiBaseUrl = 'https://api.openai.com/v1';
const cognitiveServices = 'https://cognitiveservices.azure.com/.default';

const openAiSettings = ['OPENAI_API_KEY', 'OPENAI_BASE_URL'] as const;
const azureSettings = ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_API_VERSION'] as const;

/**
 * The one provider that the settings name, or which setting is missing. Settings that name two kinds are an error: a case
 * must never go to a provider that its author did not mean.
 */
export function providerFrom(settings: ProviderSettings): Provider | { readonly missing: string } {
  const openAi = openAiSettings.filter((name) => settings[name]);
  const azure = azureSettings.filter((name) => settings[name]);
  if (openAi.length > 0 && azure.length > 0) {
    throw new SettingsError(
      `Settings need attention:\n  ${[...openAi, ...azure].join(', ')}: name two model providers; keep those of one`,
    );
  }
  if (azure.length > 0) return azureFrom(settings);
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl } = settings;
  // Local servers want no key, but the client does not start without one.
  if (baseUrl) return { kind: 'compatible', baseUrl, key: key ?? 'none' };
  if (key) return { kind: 'openai', baseUrl: openAiBaseUrl, key };
  return { missing: 'OPENAI_API_KEY is not set (nor OPENAI_BASE_URL, nor AZURE_OPENAI_ENDPOINT)' };
}

function azureFrom(settings: ProviderSettings): Provider | { readonly missing: string } {
  const { AZURE_OPENAI_ENDPOINT: endpoint, AZURE_OPENAI_API_VERSION: apiVersion, AZURE_OPENAI_API_KEY: key } = settings;
  if (!endpoint) return { missing: 'AZURE_OPENAI_ENDPOINT is not set' };
  return {
    kind: 'azure',
    endpoint: endpoint.replace(/\/+$/, ''),
    apiVersion: apiVersion || undefined,
    credential: key ? { key } : { entraScope: settings.AZURE_OPENAI_SCOPE || cognitiveServices },
  };
}

/** What a person checks when the provider turns us away. */
export function credentialAdvice(provider: Provider): string {
  if (provider.kind !== 'azure') return 'check OPENAI_API_KEY';
  if ('key' in provider.credential) return 'check AZURE_OPENAI_API_KEY';
  return 'give this identity the role Cognitive Services OpenAI User, and set AZURE_CLIENT_ID if it is user-assigned';
}
