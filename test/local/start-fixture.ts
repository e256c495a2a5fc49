/** A small app in a folder of its own, built and run under the local host in this process. */
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../local/build.ts';
import { type HostOptions, startHost } from '../../local/host/start-host.ts';

export const startFixture = async (options: Partial<HostOptions> = {}) => {
  const appRoot = mkdtempSync(join(tmpdir(), 'fixture app '));
  cpSync(join(import.meta.dirname, 'fixture-app'), appRoot, { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(appRoot, 'node_modules'));
  const remove = () => rmSync(appRoot, { recursive: true, force: true });
  await build({ appRoot });
  const host = await startHost({ appRoot, port: 0, ...options }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const close = async (): Promise<void> => {
    await host.close();
    remove();
  };
  return { url: `${host.url}/v1`, port: Number(new URL(host.url).port), close };
};
