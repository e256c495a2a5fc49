import { type TierLevel, tierLevels } from '../cases/framework.ts';
import { AppError } from '../errors.ts';
import { type Exported, type ExportFormat, fileNameOf } from './formats.ts';
import type { ZipEntry } from './zip.ts';

/** Every file of a case, one after another; what cannot be exported is said in a text beside the others. */
export async function* filesOf(exported: Exported, formats: readonly ExportFormat[], folder = ''): AsyncGenerator<ZipEntry> {
  const savedAt = exported.createdAt === undefined ? new Date() : new Date(exported.createdAt);
  const entry = (name: string, written: string | Uint8Array): ZipEntry => ({
    name: `${folder}${name}`,
    savedAt,
    packs: !/\.(?:pdf|xlsx)$/.test(name),
    bytes: typeof written === 'string' ? Buffer.from(written) : written,
  });
  const refused: string[] = [];
  for (const format of formats) {
    for (const tier of tiersOf(format)) {
      try {
        yield entry(fileNameOf(format, exported, tier), await format.write(exported, tier));
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
        refused.push(`${format.path}${format.tiered ? `, tier ${tier}` : ''}: ${error.message}`);
      }
    }
  }
  if (refused.length > 0) yield entry('not_exported.txt', `${refused.join('\n')}\n`);
}

/** A format whose files of all tiers would have one name holds all tiers in one. */
function tiersOf(format: ExportFormat): readonly TierLevel[] {
  const names = new Set(tierLevels.map(format.fileName));
  return names.size === tierLevels.length ? tierLevels : [2];
}
