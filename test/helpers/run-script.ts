import { spawn, spawnSync } from 'node:child_process';

export type Ran = { readonly code: number | null; readonly out: string };

/** Runs a program to its end with exactly this environment and the PATH, and gives all that it wrote. */
export const runScript = (
  command: string,
  args: readonly string[],
  { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd ? { cwd } : {}),
    });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (out += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });

/** Why a test that needs this program is skipped; undefined where it is there. */
export const missingTool = (name: string): string | undefined =>
  spawnSync('sh', ['-c', `command -v ${name}`]).status === 0 ? undefined : `${name} is not installed`;
