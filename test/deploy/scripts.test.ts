import { chmodSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingTool, type Ran, runScript } from '../helpers/run-script.ts';

const root = resolve(import.meta.dirname, '../..');
const secrets = {
  APP_USERNAME: 'educator-s3cret',
  APP_PASSWORD: `it's a s3cret "word" #1`,
  POSTGRES_URL: 'postgres://u:s3cret@host/db',
  OPENAI_API_KEY: 'sk-s3cret',
};
const places = { AZURE_RESOURCE_GROUP: 'teaching', AZURE_LOCATION: 'westeurope', AZURE_CONTAINER_REGISTRY: 'cases' };
const standardRedis = 'redis://redis-app.medical-case-env.internal:6379/0,redis://redis-app:6379/0';

test.skipIf(missingTool('shellcheck'))('every script is clean to shellcheck', async () => {
  const scripts = globSync(['deploy/**/*.sh', 'test/**/*.sh', '.ci/run'], { cwd: root });
  expect(scripts.length).toBeGreaterThan(4);
  const { code, out } = await runScript('shellcheck', ['-x', '-P', 'deploy', ...scripts], { cwd: root });
  expect({ code, out }).toEqual({ code: 0, out: '' });
});

describe.skipIf(missingTool('bash') ?? missingTool('git'))('phases of a deployment, against an az that records', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mcg-deploy-'));
    mkdirSync(join(folder, 'bin'));
    cpSync(join(root, 'test/deploy/fake-az.sh'), join(folder, 'bin/az'));
    writeFileSync(join(folder, 'bin/smoke'), '#!/bin/sh\necho "smoke $* EXPECT_BUILD=$EXPECT_BUILD"\nexit $SMOKE_CODE\n');
    chmodSync(join(folder, 'bin/smoke'), 0o755);
    env = {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      AZ_LOG: join(folder, 'az.log'),
      ENV_FILE: join(folder, '.env'),
      IMAGE_TAG_FILE: join(folder, 'image-tag'),
      SMOKE: join(folder, 'bin/smoke'),
      SMOKE_CODE: '0',
      FAKE_API_URL: 'https://api.example',
      DEPLOY_POLL_SECONDS: '0',
      DEPLOY_WAIT_SECONDS: '1',
    };
    const settings = Object.entries({ ...places, ...secrets, APP_PASSWORD: `'${secrets.APP_PASSWORD}'` });
    writeFileSync(join(folder, '.env'), settings.map(([name, value]) => `${name}=${value}\n`).join(''));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const calls = (): string[] =>
    existsSync(join(folder, 'az.log')) ? readFileSync(join(folder, 'az.log'), 'utf8').trim().split('\n') : [];
  /** Runs a script, and holds it against the one thing that must hold however it ends. */
  const run = async (script: string, args: string[] = [], more: Record<string, string> = {}): Promise<Ran> => {
    const ran = await runScript('bash', [join(root, 'deploy', script), ...args], { env: { ...env, ...more } });
    expect(ran.out, 'a secret was printed').not.toContain('s3cret');
    expect(calls().join('\n'), 'a secret stood on a command line').not.toContain('s3cret');
    return ran;
  };
  const deploy = (more: Record<string, string> = {}) => run('deploy.sh', ['--yes'], { IMAGE_TAG: 'abc-20261122101112', ...more });

  describe('phase 1', () => {
    test('builds both images under a tag that is used once, with revision and time, and leaves the tag for phase 2', async () => {
      const { code, out } = await run('build-images.sh');
      expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Next: deploy/deploy.sh') });
      const tag = readFileSync(join(folder, 'image-tag'), 'utf8').trim();
      expect(tag).toMatch(/^[0-9a-f]{12}(-changed)?-\d{14}$/);
      const builds = calls().filter((call) => call.startsWith('az acr build'));
      expect(builds).toHaveLength(2);
      expect(builds[0]).toContain(`--registry cases --image medical-case-api:${tag} --platform linux/amd64`);
      expect(builds[0]).toMatch(
        /--file \S+Dockerfile\.backend --build-arg BUILD_SHA=[0-9a-f]{12}\S* --build-arg BUILD_TIME=20\S+Z/,
      );
      expect(builds[1]).toContain(`--image medical-case-page:${tag}`);
    });
    test('says what is missing, who is not signed in, and which image could not be built', async () => {
      expect(await run('build-images.sh', [], { ENV_FILE: '/none' })).toMatchObject({
        code: 1,
        out: expect.stringContaining('FAILED: These settings are missing: AZURE_CONTAINER_REGISTRY'),
      });
      expect(await run('build-images.sh', [], { FAIL_AT: 'account show' })).toMatchObject({
        code: 1,
        out: expect.stringContaining('Run: az login'),
      });
      expect(await run('build-images.sh', [], { FAIL_AT: 'medical-case-page' })).toMatchObject({
        code: 1,
        out: expect.stringContaining('FAILED: medical-case-page could not be built.'),
      });
      expect(existsSync(join(folder, 'image-tag')), 'no tag is left behind').toBe(false);
    });
  });

  describe('phase 2', () => {
    test('shows, deploys with the Redis addresses spelt out, waits, checks, and prints where it is', async () => {
      const { code, out } = await deploy();
      expect({ code, out }).toMatchObject({ code: 0 });
      const steps = ['group create', 'group what-if', 'group create', 'group show', 'containerapp show'];
      const order = calls().filter((call) => /deployment|group create|containerapp show/.test(call));
      let last = -1;
      for (const step of steps) last = order.findIndex((call, i) => i > last && call.includes(step));
      expect(last, order.join('\n')).toBeGreaterThan(0);
      for (const call of calls().filter((one) => /deployment group (what-if|create)/.test(one))) {
        expect(call).toContain(`--parameters redisUrl=${standardRedis}`);
        expect(call).toMatch(/--parameters \S+infra\/main\.bicepparam/);
      }
      expect(out).toContain(`Redis: ${standardRedis}`);
      expect(out).toContain('+ Microsoft.App/containerApps/redis-app');
      expect(out).toContain('smoke https://api.example https://page.example EXPECT_BUILD=abc');
      expect(out).toMatch(/API: {2}https:\/\/api\.example\nPage: https:\/\/page\.example/);
    });
    test('takes the tag of phase 1, and other addresses; those with credentials only go by the environment', async () => {
      writeFileSync(join(folder, 'image-tag'), 'def-20261122101112\n');
      const { code } = await run('deploy.sh', ['--yes'], { REDIS_URL: 'rediss://:s3cret@cache.example:10000/0' });
      expect(code).toBe(0);
      expect(calls().join('\n')).not.toContain('redisUrl=');
      expect(calls().join('\n')).toContain('--name medical-case-def-20261122101112');
      expect(readFileSync(join(folder, 'az.log.env'), 'utf8')).toContain('REDIS_URL=rediss://:s3cret@cache.example:10000/0');
    });
    test('names every missing setting at once, and asks Azure nothing', async () => {
      writeFileSync(join(folder, '.env'), 'AZURE_LOCATION=westeurope\n');
      const { code, out } = await deploy();
      expect(code).toBe(1);
      expect(out).toContain(
        'These settings are missing: AZURE_RESOURCE_GROUP AZURE_CONTAINER_REGISTRY APP_USERNAME APP_PASSWORD POSTGRES_URL',
      );
      expect(calls()).toEqual([]);
    });
    test('refuses a short password, and to go on without images or without being told to', async () => {
      expect(await deploy({ APP_PASSWORD: 'short' })).toMatchObject({ code: 1, out: expect.stringContaining('fewer than 12') });
      expect(await run('deploy.sh', ['--yes'])).toMatchObject({
        code: 1,
        out: expect.stringContaining('deploy/build-images.sh'),
      });
      expect(await run('deploy.sh', [], { IMAGE_TAG: 'abc' })).toMatchObject({ code: 1, out: expect.stringContaining('--yes') });
      expect(calls().filter((call) => call.includes('deployment group create'))).toEqual([]);
    });
    test.each([
      ['account show', 'Nobody is signed in to Azure.'],
      ['acr show', 'The registry cases cannot be read.'],
      ['group create --name', 'The resource group teaching could not be made or read.'],
      ['what-if', 'Azure would not accept this deployment; nothing was changed.'],
      ['deployment group create', 'The deployment failed. What ran before goes on running.'],
      ['outputs.apiUrl', 'The deployment does not say where the API and the page are.'],
      ['containerapp show', 'The new revision of the API is not healthy (unknown)'],
    ])('ends with a sentence where %s fails', async (FAIL_AT, sentence) => {
      const { code, out } = await deploy({ FAIL_AT });
      expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining(`FAILED: ${sentence}`) });
    });
    test('does not go on to a deployment after a what-if that failed', async () => {
      await deploy({ FAIL_AT: 'what-if' });
      expect(calls().filter((call) => call.includes('deployment group create'))).toEqual([]);
    });
    test('says so when the new revision is unhealthy, or never becomes the one that is ready, and where to look', async () => {
      for (const more of [{ FAKE_HEALTH: 'Unhealthy' }, { FAKE_READY: '0000001' }]) {
        const { code, out } = await deploy(more);
        expect(code).toBe(1);
        expect(out).toContain('FAILED: The new revision medical-case-api--0000002 is not healthy');
        expect(out).toContain('az containerapp logs show --resource-group teaching --name medical-case-api');
      }
    });
    test('says what to do when the check from outside fails', async () => {
      const { code, out } = await deploy({ SMOKE_CODE: '1' });
      expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('the check found something wrong') });
    });
  });
});
