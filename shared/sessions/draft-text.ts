import { gunzipSync, gzipSync } from 'node:zlib';
import { contentOf, type Draft, type DraftContent, type NewRevision, type Revision } from '../cases/draft.ts';

/** How drafts are written down by the stores that keep text and bytes. The version stands beside the text, not in it. */

export const draftText = ({ version: _, ...document }: Draft): string => JSON.stringify(document);
export const draftFrom = (version: number, text: string): Draft => ({
  version,
  ...(JSON.parse(text) as Omit<Draft, 'version'>),
});

/** Content of one version for the trail. Fifty whole cases would be megabytes; level 3 makes them a tenth in about 1 ms. */
export const packContent = (content: DraftContent): Buffer => gzipSync(JSON.stringify(contentOf(content)), { level: 3 });
export const unpackContent = (bytes: Uint8Array): DraftContent => JSON.parse(gunzipSync(bytes).toString('utf8')) as DraftContent;

export const revisionText = (version: number, revision: NewRevision): string =>
  JSON.stringify({ version, ...revision } satisfies Revision);
export const revisionFrom = (text: string): Revision => JSON.parse(text) as Revision;

export const firstDraft = (content: DraftContent): Draft => ({ ...contentOf(content), version: 1, past: [], future: [] });
