/**
 * `npm start` and `npm test` begin here, on whatever Node (>= 20) the machine has and with nothing installed: installs the
 * packages when they are missing or the lock file has changed, then goes on under the project's own Node 24.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

const appRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(appRoot, 'node_modules');
const stamp = join(modules, '.installed');

/** What the installed packages depend on: the lock file, and the machine, for which some bring programs. */
const wantedStamp = () =>
  createHash('sha256')
    .update(readFileSync(join(appRoot, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedStamp();

/** npm needs a cache it can write to; a user without a home, as in many containers, has none. Undefined: the usual one will do. */
const borrowedCache = () => {
  const usual = process.env.npm_config_cache ?? join(home(), '.npm');
  return isWritable(usual) ? undefined : mkdtempSync(join(tmpdir(), 'npm-cache-'));
};

const home = () => {
  try {
    return process.env.HOME || homedir();
  } catch {
    return '/nonexistent'; // a user id without an entry in /etc/passwd
  }
};

const isWritable = (folder) => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * npm names itself and its Node in the environment of its scripts; started without npm, the one on the PATH has to do. Our own
 * Node may be the project's, which is about to be replaced: npm must not run on it.
 */
const npmCommand = () => {
  const { npm_execpath: program, npm_node_execpath: itsNode } = process.env;
  if (itsNode && program && /\.c?js$/.test(program) && existsSync(program)) return [itsNode, program];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
};

const install = async () => {
  console.log('Installing packages (once; about a minute) ...');
  const [command, ...before] = npmCommand();
  // npm's own pauses between tries, 10 s and more, make a missing network look like a hang.
  const retries = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];
  const args = [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error', ...retries];
  const cache = borrowedCache();
  const env = cache ? { ...process.env, npm_config_cache: cache } : process.env;
  const options = { cwd: appRoot, env, stdio: ['ignore', 'inherit', 'inherit'], shell: command.endsWith('.cmd') };
  const code = await run(command, args, options).finally(() => cache && rmSync(cache, { recursive: true, force: true }));
  if (code !== 0) {
    throw new Error(
      'The packages could not be installed (npm says why above). This step needs the npm registry; is the network there? Then start again.',
    );
  }
  writeFileSync(stamp, wantedStamp());
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program with our signals passed on, and returns its exit code. */
const run = (command, args, options) =>
  new Promise((done, fail) => {
    const child = spawn(command, args, options);
    const pass = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, pass);
    const watch = watchLauncher(() => child.kill('SIGTERM'));
    const finish = () => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, pass);
    };
    child.once('error', (error) => {
      finish();
      fail(new Error(`${command} could not be run: ${error.message}`));
    });
    child.once('exit', (code, signal) => {
      finish();
      done(signal ? 1 : code);
    });
  });

/** Under npm, which runs us through a shell: when npm is killed outright no signal comes, and we would go on unseen with its port. */
const watchLauncher = (onGone) => {
  if (!process.env.npm_lifecycle_event) return undefined;
  const launchers = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = launchers();
  return setInterval(() => launchers() !== atStart && onGone(), 500).unref();
};

const parentOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1];
  } catch {
    return undefined; // no /proc here
  }
};

/** Where the `node` package puts its program, and the package it takes it from, should that be installed by itself. */
const projectNode = () => {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const places = ['node', `node-${platform}`, `node-bin-${platform}`].map((folder) => join(modules, folder, 'bin', name));
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(
    `The project's own Node 24 is missing: the "node" package fetches it in an install script. Allow install scripts (npm config set ignore-scripts false), delete node_modules and start again; or use Node 24 yourself (this is ${process.version}).`,
  );
};

const main = async ([task, ...rest]) => {
  if (task !== 'start' && task !== 'test') throw new Error('Usage: node local/bootstrap.mjs start|test');
  if (!isInstalled()) {
    const onWait = () => console.log('Another start is installing the packages; waiting for it ...');
    await withLock(join(appRoot, '.installing'), () => (isInstalled() ? undefined : install()), { waitMs: 600_000, onWait });
  }
  const args = [join(appRoot, 'local', `${task}.ts`), ...rest];
  // Compiled code kept from start to start: a quarter off the time to ready (measured). Node does without where it cannot write.
  const env = { NODE_COMPILE_CACHE: join(modules, '.cache', 'node'), ...process.env };
  // The fourth line is for `disconnect`: the program learns that we are gone, even when we were killed with -9.
  return run(projectNode(), args, { cwd: appRoot, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
};

main(process.argv.slice(2)).then(
  (code) => process.exit(code ?? 1),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
