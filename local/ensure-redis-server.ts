/** npm has no package with a Redis server, so tests use the machine's; root on Debian gets it installed. */
import { spawnSync } from 'node:child_process';

export type RedisServer = { available: true } | { available: false; reason: string };

const works = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 10_000 }).status === 0;

const aptGet = (...args: string[]): boolean =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 180_000,
  }).status === 0;

export const ensureRedisServer = async (): Promise<RedisServer> => {
  if (works('redis-server')) return { available: true };
  if (process.getuid?.() !== 0)
    return { available: false, reason: 'redis-server is not installed, and only root could install it.' };
  if (!works('apt-get'))
    return { available: false, reason: 'redis-server is not installed, and there is no apt-get to install it with.' };
  console.log('Installing redis-server ...');
  if (aptGet('update') && aptGet('install', '-y', '--no-install-recommends', 'redis-server') && works('redis-server'))
    return { available: true };
  return { available: false, reason: 'apt-get could not install redis-server.' };
};
