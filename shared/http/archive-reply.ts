import * as z from 'zod';
import { largestNumber } from '../cases/ids.ts';
import type { CaseStore } from '../cases/ports.ts';
import { filesOf } from '../exports/archive.ts';
import { type Exported, type ExportFormat, exportFormats } from '../exports/formats.ts';
import { type ZipEntry, zipOf } from '../exports/zip.ts';
import type { Reply } from './endpoint.ts';
import { ArchiveText } from './queries.ts';

const pageSize = 100;
const mostIds = 2_000;
/** A PDF takes longer than everything else of a case together, and the HTML prints alike: who wants it says so. */
const usualFormats = exportFormats.filter(({ contentType }) => contentType !== 'application/pdf').map(({ path }) => path);

const listOf = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()))];

export const ArchiveQuery = z.object({
  ids: ArchiveText.shape.ids
    .transform(listOf)
    .refine((ids) => ids.length <= mostIds, `at most ${mostIds} cases are named; all takes every one`)
    .refine(
      (ids) => ids.join() === 'all' || ids.every((id) => /^[1-9]\d{0,9}$/.test(id) && Number(id) <= largestNumber),
      'must be all, or numbers of cases with commas between',
    )
    .transform((ids) => (ids.join() === 'all' ? ('all' as const) : ids.map(Number))),
  formats: z
    .string()
    .default(usualFormats.join())
    .transform(listOf)
    .transform((paths, context) =>
      paths.flatMap((path): ExportFormat[] => {
        const format = exportFormats.find((known) => known.path === path);
        if (!format) context.addIssue({ code: 'custom', message: `there is no format ${path.slice(0, 40)}` });
        return format ? [format] : [];
      }),
    ),
});
export type ArchiveQuery = z.output<typeof ArchiveQuery>;

/** Every file of one case, in one archive. */
export const archiveOfCase = (exported: Exported, signal: AbortSignal): Reply =>
  archive(`case_${exported.caseId ?? 'draft'}`, filesOf(exported, exportFormats), signal);

/** The files of many cases, a folder for each, read one case at a time. */
export const archiveOfCases = (
  cases: Pick<CaseStore, 'find' | 'list'>,
  { ids, formats }: ArchiveQuery,
  signal: AbortSignal,
): Reply => archive('cases', foldersOf(cases, ids === 'all' ? everyId(cases) : ids, formats), signal);

const archive = (name: string, entries: AsyncIterable<ZipEntry>, signal: AbortSignal): Reply => ({
  headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}.zip"` },
  pieces: zipOf(until(signal, entries)),
});

async function* until(signal: AbortSignal, entries: AsyncIterable<ZipEntry>): AsyncGenerator<ZipEntry> {
  for await (const entry of entries) {
    signal.throwIfAborted();
    yield entry;
  }
}

async function* foldersOf(
  cases: Pick<CaseStore, 'find'>,
  ids: Iterable<number> | AsyncIterable<number>,
  formats: readonly ExportFormat[],
): AsyncGenerator<ZipEntry> {
  const missing: number[] = [];
  for await (const id of ids) {
    const stored = await cases.find(id);
    if (stored) yield* filesOf(stored, formats, `case_${id}/`);
    else missing.push(id);
  }
  if (missing.length === 0) return;
  const text = `There is no case with these numbers: ${missing.join(', ')}\n`;
  yield { name: 'missing_cases.txt', savedAt: new Date(), packs: true, bytes: Buffer.from(text) };
}

/** Numbers of all cases, newest first, a page at a time. */
async function* everyId(cases: Pick<CaseStore, 'list'>): AsyncGenerator<number> {
  for (let before: number | undefined; ; ) {
    const page = await cases.list({ limit: pageSize, ...(before === undefined ? {} : { before }) });
    for (const { caseId } of page) yield caseId;
    before = page.at(-1)?.caseId;
    if (page.length < pageSize || before === undefined) return;
  }
}
