import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appRoot } from '../../app-root.ts';

export const fontFiles = {
  normal: 'DejaVuSansCondensed.ttf',
  bold: 'DejaVuSansCondensed-Bold.ttf',
  italics: 'DejaVuSansCondensed-Oblique.ttf',
} as const;
export type Fonts = Readonly<Record<keyof typeof fontFiles, Buffer>>;

let loaded: Promise<Fonts> | undefined;

/** DejaVu Sans Condensed, embedded in every PDF in the parts that it needs. Read once, when the first PDF is asked for. */
export function loadFonts(): Promise<Fonts> {
  loaded ??= read().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function read(): Promise<Fonts> {
  const root = appRoot(import.meta.dirname);
  // The build puts them beside the bundles; sources run beside the package.
  const folder = [join(root, 'dist', 'fonts'), join(root, 'node_modules', 'dejavu-fonts-ttf', 'ttf')].find((path) =>
    existsSync(join(path, fontFiles.normal)),
  );
  if (folder === undefined) throw new Error('the fonts of the PDF are neither in dist/fonts nor installed');
  const [normal, bold, italics] = await Promise.all(
    [fontFiles.normal, fontFiles.bold, fontFiles.italics].map((file) => readFile(join(folder, file))),
  );
  if (!normal || !bold || !italics) throw new Error('three files give three fonts');
  return { normal, bold, italics };
}
