/** Where the API is, and which build of the page this is: read at run time, so that one build serves every place. */
export type SiteConfig = { readonly apiUrl: string; readonly build: string };

let loading: Promise<SiteConfig> | undefined;

export function siteConfig(): Promise<SiteConfig> {
  loading ??= read().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function read(): Promise<SiteConfig> {
  const reply = await fetch('config.json', { cache: 'no-store' });
  const config: unknown = reply.ok ? await reply.json() : undefined;
  if (typeof config === 'object' && config !== null && 'apiUrl' in config && typeof config.apiUrl === 'string') {
    const build = 'build' in config && typeof config.build === 'string' ? config.build : '';
    return { apiUrl: config.apiUrl.replace(/\/+$/, ''), build };
  }
  throw new Error('The page was set up without config.json, which says where the API is.');
}
