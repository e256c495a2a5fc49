/** The page beside the API: built if its sources changed, served on a port of its own, told where the API is once that runs. */
import { buildSite, type SiteBuild, siteFolder } from './build-site.ts';
import { serveSite } from './serve-site.ts';

export type StartedSite = {
  readonly url: string;
  readonly build: SiteBuild;
  /** What a browser names as the page's origin: the API has to allow it. */
  readonly origins: readonly string[];
  readonly servesApi: (apiUrl: string) => void;
  readonly close: () => Promise<void>;
};

type Options = { readonly appRoot: string; readonly port: number; readonly build: string };

export async function startSite({ appRoot, port, build: name }: Options): Promise<StartedSite> {
  const build = await buildSite({ appRoot });
  let apiUrl = 'http://127.0.0.1';
  const site = await serveSite({ folder: siteFolder(appRoot), port, apiUrl: () => apiUrl, build: name });
  return {
    url: site.url,
    build,
    origins: [site.url, site.url.replace('127.0.0.1', 'localhost')],
    servesApi: (url) => {
      apiUrl = url;
    },
    close: site.close,
  };
}
