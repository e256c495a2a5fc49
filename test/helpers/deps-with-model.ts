import { buildDeps } from '../../shared/build-deps.ts';
import { loadConfig } from '../../shared/config.ts';
import type { Deps } from '../../shared/deps.ts';
import { quietLog } from '../../shared/log.ts';
import { createMemorySessions } from '../../shared/sessions/memory-sessions.ts';

/** The real dependencies with a language model at an address, and sessions in this process. */
export async function depsWithModel(url: string): Promise<Deps> {
  const config = loadConfig({
    APP_USERNAME: 'educator',
    APP_PASSWORD: 'right',
    OPENAI_BASE_URL: url,
    OPENAI_API_KEY: 'sk-planted',
  });
  return { ...(await buildDeps(config, quietLog)), sessions: createMemorySessions() };
}
