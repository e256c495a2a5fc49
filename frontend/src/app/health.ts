import { siteConfig } from '../api/config.ts';
import type { HealthBody } from '../api/types.ts';
import { createStore } from '../model/store.ts';

/** How the services are: as the API says it, or that the API does not answer. */
export type Health = { readonly reachable: boolean; readonly body: HealthBody | undefined };

export const healthStore = createStore<Health>({ reachable: true, body: undefined });

const everyMs = 10_000;
const everyMsInTrouble = 2_500;
let timer: number | undefined;

/** Asks now, and then again and again: sooner while something is out, so that a banner goes by itself soon after. */
export async function watchHealth(): Promise<void> {
  window.clearTimeout(timer);
  healthStore.set(await look());
  const { reachable, body } = healthStore.get();
  timer = window.setTimeout(() => void watchHealth(), reachable && body?.status === 'healthy' ? everyMs : everyMsInTrouble);
}

async function look(): Promise<Health> {
  try {
    const { apiUrl } = await siteConfig();
    const reply = await fetch(`${apiUrl}/health`, { credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(8_000) });
    const body: unknown = await reply.json();
    return { reachable: true, body: isHealth(body) ? body : undefined };
  } catch {
    return { reachable: false, body: undefined };
  }
}

const isHealth = (body: unknown): body is HealthBody => typeof body === 'object' && body !== null && 'dependencies' in body;

const modelWords: Readonly<Record<string, string>> = {
  unreachable: ': their provider cannot be reached',
  silent: ': their provider does not answer',
  'no-answer': ': their provider does not answer properly',
  'cut-off': ': their provider breaks off its answers',
  failing: ': their provider reports a fault of its own',
  'key-refused': ': their provider refused our key',
  'not-signed-in': ': we could not sign in to their provider',
  'quota-spent': ': the quota at their provider is spent',
};

/** What is out, what that means and what goes on all the same. Empty when all is well. */
export function troublesIn({ reachable, body }: Health): string[] {
  if (!reachable)
    return ['The server cannot be reached. What you edit is kept on this device and saved when the server is back.'];
  if (!body) return [];
  const { redis, database, model } = body.dependencies;
  const draftsInDatabase = redis.state === 'not-configured';
  const troubles: string[] = [];
  if (redis.state === 'down')
    troubles.push(
      'The session store is unavailable: edits are kept on this device and saved when it is back. Generating, saved cases and their exports still work.',
    );
  if (database.state === 'down')
    troubles.push(
      draftsInDatabase
        ? 'The database is unavailable: saved cases cannot be opened, nothing can be finalized, and edits are kept on this device until it is back. Generating still works.'
        : 'The database is unavailable: saved cases cannot be opened and nothing can be finalized. Generating and editing drafts still work.',
    );
  if (model.state === 'down')
    troubles.push(
      `The language models cannot be used${modelWords[model.last_error_kind ?? ''] ?? ''}. The built-in library still writes cases, and everything else works.`,
    );
  return troubles;
}
