import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const text = read('docker-compose.yml');
type Service = {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
};
const compose = parse(text) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const { redis, api, page } = compose.services;
const settings = [...read('shared/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
const hasCompose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;

describe('docker-compose.yml', () => {
  test('is what the Compose Specification allows', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const valid = ajv.validate(JSON.parse(read('test/deploy/compose-spec.schema.json')), compose);
    expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
  });
  test.skipIf(!hasCompose)('is understood by docker compose', () => {
    const env = { ...process.env, APP_USERNAME: 'u', APP_PASSWORD: 'p', POSTGRES_PASSWORD: 'p' };
    const ran = spawnSync(
      'docker',
      ['compose', '--env-file', '/dev/null', '-f', join(root, 'docker-compose.yml'), 'config', '-q'],
      {
        env,
        encoding: 'utf8',
      },
    );
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
  });
  test('has Redis, PostgreSQL, Azurite, the API and the page, each with a health check, started in order', () => {
    expect(Object.keys(compose.services)).toEqual(['redis', 'postgres', 'azurite', 'api', 'page']);
    for (const [name, { healthcheck }] of Object.entries(compose.services)) expect(healthcheck, name).toBeDefined();
    expect(Object.keys(api?.depends_on ?? {})).toEqual(['redis', 'postgres', 'azurite']);
    expect(Object.keys(page?.depends_on ?? {})).toEqual(['api']);
    for (const { depends_on = {} } of Object.values(compose.services))
      for (const { condition } of Object.values(depends_on)) expect(condition).toBe('service_healthy');
  });
  test('keeps data in named volumes, Redis append-only, and opens ports to this machine only', () => {
    expect(redis).toMatchObject({ image: 'redis:7-alpine', command: expect.arrayContaining(['--appendonly', 'yes']) });
    for (const { volumes = [], ports = [] } of Object.values(compose.services)) {
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });
  test('hands the API every setting that it reads, and Redis by its name', () => {
    expect(api?.environment?.REDIS_URL).toBe('redis://redis:6379/0');
    const ofBuild = ['BUILD_SHA', 'BUILD_TIME'];
    expect(settings.filter((name) => !ofBuild.includes(name) && api?.environment?.[name] === undefined)).toEqual([]);
  });
  test('asks for what has no standard, and .env.example has it all', () => {
    const example = read('.env.example');
    const asked = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name);
    expect([...new Set(asked)].sort()).toEqual(['APP_PASSWORD', 'APP_USERNAME', 'POSTGRES_PASSWORD']);
    for (const name of asked) expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
  });
});

describe('the workflows', () => {
  const workflow = (name: string) =>
    parse(read(`.github/workflows/${name}.yml`)) as { jobs: Record<string, object>; permissions: object };
  test('may only read the code; what deploys signs in by OIDC, and no password of Azure is stored', () => {
    expect(workflow('test').permissions).toEqual({ contents: 'read' });
    expect(workflow('deploy').permissions).toEqual({ contents: 'read' });
    const { deploy } = workflow('deploy').jobs;
    expect(deploy).toMatchObject({ needs: 'test', permissions: { contents: 'read', 'id-token': 'write' } });
    expect(read('.github/workflows/deploy.yml')).not.toMatch(/creds:|client-secret|AZURE_CREDENTIALS|ACR_PASSWORD/);
  });
  test('hand deploy.sh everything that it needs', () => {
    const env = (workflow('deploy').jobs.deploy as { env: Record<string, string> }).env;
    const needed = /^need (AZURE_.*) "\$database"$/m.exec(read('deploy/deploy.sh'))?.[1]?.split(' ') ?? [];
    expect(needed.length).toBeGreaterThan(4);
    expect(needed.filter((name) => !env[name])).toEqual([]);
  });
});
