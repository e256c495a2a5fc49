import { createTestDatabase } from '../helpers/database.ts';
import { type OpenSite, openSite } from './open-site.ts';

/** The page beside an API that has one saved case. */
export type SiteWithCase = { readonly site: OpenSite; readonly caseId: number; readonly close: () => Promise<void> };

const wanted = {
  description: '58-year-old man, chest pressure',
  primary_diagnosis: 'Inferior STEMI',
  seed: 7,
  model: 'library',
};

export async function siteWithCase(): Promise<SiteWithCase> {
  const database = await createTestDatabase();
  let site: OpenSite | undefined;
  const close = async (): Promise<void> => {
    await site?.close();
    await database.drop();
  };
  try {
    site = await openSite(database.url);
    const caseId = Number((await site.api.post('/generate-case', wanted)).body.case_id);
    return { site, caseId, close };
  } catch (error) {
    await close();
    throw error;
  }
}
