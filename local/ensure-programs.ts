/** Programs that npm has no package of: tests use the machine's; root on Debian gets what is missing installed. */
import { spawnSync } from 'node:child_process';

type Program = { readonly command: string; readonly packageName: string; readonly size: 'small' | 'large' };

const programs: readonly Program[] = [
  { command: 'redis-server', packageName: 'redis-server', size: 'small' },
  { command: 'shellcheck', packageName: 'shellcheck', size: 'small' },
  { command: 'pdftotext', packageName: 'poppler-utils', size: 'small' },
  { command: 'chromium', packageName: 'chromium', size: 'large' },
  { command: 'soffice', packageName: 'libreoffice-calc-nogui', size: 'large' },
];

export type Missing = { readonly command: string; readonly reason: string };

const isThere = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

const aptGet = (...args: string[]): boolean =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  }).status === 0;

/**
 * Installs what is missing, and says what stays missing and why; tests that need it are skipped. Large programs (hundreds of
 * megabytes) are installed on machines that only test, not on somebody's own.
 */
export function ensurePrograms({ isOnlyForTests }: { readonly isOnlyForTests: boolean }): Missing[] {
  const missing = programs.filter(({ command }) => !isThere(command));
  const wanted = missing.filter(({ size }) => size === 'small' || isOnlyForTests);
  const canInstall = process.getuid?.() === 0 && isThere('apt-get');
  if (canInstall && wanted.length > 0) {
    console.log(`Installing ${wanted.map(({ packageName }) => packageName).join(', ')} ...`);
    // One by one: a package that a distribution lacks must not keep the others out.
    if (aptGet('update', '-qq'))
      for (const { packageName } of wanted) aptGet('install', '-y', '-qq', '--no-install-recommends', packageName);
  }
  return missing
    .filter(({ command }) => !isThere(command))
    .map(({ command, packageName, size }) => ({
      command,
      reason:
        size === 'large' && !isOnlyForTests
          ? `${command} is not installed; with CI=true it would be (package ${packageName})`
          : `${command} is not installed${canInstall ? ', and apt-get could not install it' : ', and only root with apt-get could install it'}`,
    }));
}
