import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder with host.json: found upwards from a file's own folder, because bundles lie deeper than sources do. */
export function appRoot(from: string): string {
  if (existsSync(join(from, 'host.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('no host.json above the running code');
  return appRoot(parent);
}
