import { cpSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Copy = { readonly from: string | undefined; readonly sources: readonly string[]; readonly target: string };
export type Stage = {
  readonly image: string;
  readonly name: string | undefined;
  readonly folder: string;
  readonly copies: readonly Copy[];
  readonly runs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** The stages of a Dockerfile, with arguments filled in: as much of the language as ours use. */
export function readDockerfile(file: string): { readonly text: string; readonly stages: readonly Stage[] } {
  const text = readFileSync(file, 'utf8');
  const args: Record<string, string> = {};
  const fill = (value: string): string => value.replace(/\$\{(\w+)\}/g, (_, name: string) => args[name] ?? '');
  const stages: (Stage & { copies: Copy[]; runs: string[]; env: Record<string, string> })[] = [];
  let folder = '/';
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, word, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    const stage = stages.at(-1);
    if (word === 'ARG') args[rest.split('=')[0] ?? ''] = rest.split('=')[1] ?? '';
    if (word === 'FROM') {
      const [image = '', , name] = fill(rest).split(/\s+/);
      folder = '/';
      stages.push({ image, name, folder, copies: [], runs: [], env: {} });
    }
    if (!stage) continue;
    if (word === 'WORKDIR') stages[stages.length - 1] = { ...stage, folder: rest };
    if (word === 'RUN') stage.runs.push(rest);
    if (word === 'ENV')
      for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S*)/g)) stage.env[name] = value.includes('$') ? '' : value;
    if (word === 'COPY') {
      const words = rest.split(/\s+/);
      const flags = words.filter((one) => one.startsWith('--'));
      const paths = words.filter((one) => !one.startsWith('--'));
      const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
      stage.copies.push({ from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' });
    }
  }
  return { text, stages };
}

/** Copies as Docker does: the contents of a folder, a file under its name where the target ends in a slash. */
export function carryOut({ sources, target }: Copy, readFrom: string, writeTo: string): void {
  for (const source of sources) {
    const from = join(readFrom, source);
    const intoFolder = target.endsWith('/') && statSync(from).isFile();
    const to = join(writeTo, target, intoFolder ? basename(source) : '');
    mkdirSync(join(to, '..'), { recursive: true });
    cpSync(from, to, { recursive: true });
  }
}

/** Whether a path reaches a build through our .dockerignore: everything is out but what a line with ! lets in. */
export function reachesBuild(path: string, dockerignore: string): boolean {
  const lines = dockerignore.split('\n').filter((line) => line && !line.startsWith('#'));
  const isAllowed = lines.some((line) => line.startsWith('!') && `${path}/`.startsWith(`${line.slice(1)}/`));
  const isOut = lines
    .filter((line) => line.startsWith('**/'))
    .some((line) => new RegExp(`(^|/)${line.slice(3).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}(/|$)`).test(path));
  return lines[0] === '*' && isAllowed && !isOut;
}

export const filesUnder = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
