import type { HttpRequest } from '@azure/functions';
import { AppError } from '../errors.ts';
import { type Exported, type ExportFormat, fileNameOf } from '../exports/formats.ts';
import type { Reply } from './endpoint.ts';
import { ExportQuery } from './queries.ts';
import { parseAs } from './read-body.ts';

/** One file of a case, in the format that the path names; 404 that names the formats, 422 that names a wrong tier. */
export async function exportReply(
  request: HttpRequest,
  formats: readonly ExportFormat[],
  load: () => Promise<Exported>,
): Promise<Reply> {
  const format = formats.find(({ path }) => path === request.params.format);
  if (!format) {
    const known = formats.map(({ path }) => path).join(', ');
    throw new AppError('not-found', `There is no such export. There are: ${known}.`);
  }
  const tier = format.tiered ? parseAs(ExportQuery, Object.fromEntries(request.query)).tier_level : 2;
  const exported = await load();
  return {
    headers: {
      'content-type': format.contentType,
      ...(await format.headers?.()),
      'content-disposition': `attachment; filename="${fileNameOf(format, exported, tier)}"`,
    },
    body: await format.write(exported, tier),
  };
}
