import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve } from '../../bench/process.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { carryOut, filesUnder, reachesBuild, readDockerfile } from '../helpers/dockerfile.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';
import { missingTool, runScript } from '../helpers/run-script.ts';

const root = resolve(import.meta.dirname, '../..');
const { text, stages } = readDockerfile(join(root, 'deploy/Dockerfile.backend'));
const [builder, image] = stages;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
const dockerignore = readFileSync(join(root, '.dockerignore'), 'utf8');
const signIn = { APP_USERNAME: 'educator "of" medicine', APP_PASSWORD: 'p\\a"ss word$' };

describe('the image of the API, as its Dockerfile says', () => {
  test('is built on the Node of the project, and runs on the same major in the Functions image', () => {
    const pinned = manifest.devDependencies.node ?? '';
    expect(builder?.image).toBe(`node:${pinned}-bookworm-slim`);
    expect(image?.image).toBe(`mcr.microsoft.com/azure-functions/node:4-node${pinned.split('.')[0]}`);
  });
  test('logs to the console, leaves GET / to us, and carries its build', () => {
    expect(image?.env).toMatchObject({
      AzureFunctionsJobHost__Logging__Console__IsEnabled: 'true',
      AzureWebJobsDisableHomepage: 'true',
      FUNCTIONS_WORKER_RUNTIME: 'node',
    });
    expect(text).toMatch(/ARG BUILD_SHA=\nARG BUILD_TIME=\nENV BUILD_SHA=\$\{BUILD_SHA\} BUILD_TIME=\$\{BUILD_TIME\}/);
  });
  test('takes only what .dockerignore lets through, and nothing secret gets through', () => {
    const wanted = (builder?.copies ?? []).flatMap(({ sources }) => sources);
    expect(wanted.filter((path) => !reachesBuild(path, dockerignore) || !existsSync(join(root, path)))).toEqual([]);
    for (const path of ['.env', '.env.production', 'local.settings.json', 'local/.env', 'node_modules', '.git', '.data', 'test'])
      expect(reachesBuild(path, dockerignore), path).toBe(false);
  });
});

describe.skipIf(postgresMissing ?? missingTool('curl'))('the files of the image, alone in a folder', { timeout: 120_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'mcg-image-'));
  const source = join(scratch, 'build');
  const wwwroot = join(scratch, 'image', image?.folder ?? '');
  let database: TestDatabase;
  let redis: RedisServer | undefined;
  let api: Served;
  const smoke = (...args: string[]) =>
    runScript(join(root, 'deploy/smoke.sh'), [api.url, ...args], { env: { ...signIn, SMOKE_WAIT_SECONDS: '2' } });

  beforeAll(async () => {
    mkdirSync(source, { recursive: true });
    for (const copy of builder?.copies ?? []) carryOut(copy, root, source);
    symlinkSync(join(root, 'node_modules'), join(source, 'node_modules')); // what `npm ci` brings
    const build = builder?.runs.find((run) => run.startsWith('node ')) ?? '';
    const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
    const built = await runScript('sh', ['-c', build], { cwd: source, env });
    expect(built.out).toMatch(/built \d+ functions/);
    for (const copy of image?.copies ?? []) {
      const sources = copy.sources.map((path) => path.replace(builder?.folder ?? '', ''));
      carryOut({ ...copy, sources }, source, wwwroot);
    }
    database = await createTestDatabase();
    if (!redisMissing) {
      redis = new RedisServer(await freePort());
      await redis.start();
    }
    const settings = { ...signIn, POSTGRES_URL: database.url, OPENAI_API_KEY: '', BUILD_SHA: 'abc123', BUILD_TIME: '2026-11-22' };
    const nowhere = 'redis://redis-app.medical-case-env.internal:6379/0';
    api = await serve(['host', wwwroot], { ...settings, REDIS_URL: redis ? `${nowhere},${redis.url}` : '' });
  });
  afterAll(async () => {
    await api?.stop();
    await redis?.dispose();
    await database?.drop();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('are the bundle, its data and settings, and the migrations: no sources, no packages, no tests', () => {
    const allowed =
      /^(host\.json|package\.json|dist\/(functions|chunks\/[^/]+)\.js|dist\/library\/[^/]+\.json|dist\/fonts\/[^/]+\.ttf|shared\/store\/migrations\/[^/]+\.sql)$/;
    expect(filesUnder(wwwroot).filter((file) => !allowed.test(file))).toEqual([]);
    expect(filesUnder(wwwroot).length).toBeGreaterThan(50);
  });
  test('run, and pass the smoke test', async () => {
    const { code, out } = await smoke();
    expect(out).toContain('All is well');
    expect(code).toBe(0);
    expect(out).not.toContain(signIn.APP_PASSWORD);
  });
  test('say which build they are', async () => {
    expect(await (await fetch(`${api.url}/`)).json()).toMatchObject({ build: { sha: 'abc123', time: '2026-11-22' } });
    const stale = await runScript(join(root, 'deploy/smoke.sh'), [api.url], { env: { ...signIn, EXPECT_BUILD: 'def456' } });
    expect(stale).toMatchObject({ code: 1, out: expect.stringContaining('another build than def456') });
  });
  test('fail the smoke test with a sentence where something is wrong', async () => {
    const wrong = await runScript(join(root, 'deploy/smoke.sh'), [api.url], { env: { ...signIn, APP_PASSWORD: 'no' } });
    expect(wrong).toMatchObject({
      code: 1,
      out: expect.stringContaining('FAILED  the right one is accepted: expected 204, got 401'),
    });
    const unset = await runScript(join(root, 'deploy/smoke.sh'), [api.url]);
    expect(unset).toMatchObject({ code: 2, out: expect.stringContaining('Not set: APP_USERNAME APP_PASSWORD') });
    const nobody = await runScript(join(root, 'deploy/smoke.sh'), [`http://127.0.0.1:${await freePort()}`], {
      env: { ...signIn, SMOKE_WAIT_SECONDS: '0' },
    });
    expect(nobody).toMatchObject({
      code: 1,
      out: expect.stringContaining('FAILED  GET / is alive: expected 200, got no answer'),
    });
  });
  test.skipIf(redisMissing)('fail it when Redis is gone, by its name', async () => {
    await redis?.kill();
    const { code, out } = await smoke();
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('Redis is configured but cannot be reached') });
    await redis?.start();
  });
});
