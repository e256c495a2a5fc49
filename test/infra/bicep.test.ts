import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bicep, bicepMissing } from '../helpers/bicep.ts';

const root = resolve(import.meta.dirname, '../..');
const files = globSync('infra/**/*.bicep', { cwd: root });
const redisUrl = 'redis://redis-app.medical-case-env.internal:6379/0,redis://redis-app:6379/0';

type Parameter = { readonly type: string; readonly defaultValue?: unknown };
type Container = {
  readonly resources: unknown;
  readonly env: string;
  readonly probes: readonly {
    readonly type: string;
    readonly tcpSocket?: unknown;
    readonly httpGet?: { readonly path: string };
  }[];
};
/** As much as is looked at of a container app, of a module, and of a storage account. */
type Properties = {
  readonly configuration: { readonly ingress: unknown; readonly activeRevisionsMode: string };
  readonly template: { readonly scale: unknown; readonly containers: readonly Container[] } & Template;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly allowBlobPublicAccess?: boolean;
};
type Resource = { readonly type: string; readonly name: string; readonly kind?: string; readonly properties: Properties };
type Template = {
  readonly parameters: Record<string, Parameter>;
  readonly variables?: unknown;
  readonly outputs?: Record<string, { readonly value: string }>;
  readonly resources: readonly Resource[] | Record<string, Resource>;
};

const listOf = (template: Template): Resource[] => Object.values(template.resources);
function compile(file: string): Template {
  const { status, out, said } = bicep(['build', file, '--stdout']);
  if (status !== 0) throw new Error(said);
  return JSON.parse(out) as Template;
}

/** Names of all settings that config.ts reads, from its schema. */
const settings = [...readFileSync(join(root, 'shared/config.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
  ([, name = '']) => name,
);

describe.skipIf(bicepMissing)('the infrastructure', { timeout: 180_000 }, () => {
  let main: Template;
  const inside = new Map<string, Template>();
  beforeAll(() => {
    main = compile(join(root, 'infra/main.bicep'));
    for (const { type, name, properties } of listOf(main))
      if (type === 'Microsoft.Resources/deployments') inside.set(name, properties.template);
  }, 180_000);
  const only = (module: string, type = 'Microsoft.App/containerApps'): Resource => {
    const found = listOf(inside.get(module) ?? ({ resources: [] } as never)).filter((resource) => resource.type === type);
    expect(found, `${type} in ${module}`).toHaveLength(1);
    return found[0] as Resource;
  };

  test('compiles and lints without a single warning, in every file', () => {
    const pattern = join(root, 'infra/**/*.bicep');
    const out = mkdtempSync(join(tmpdir(), 'mcg-infra-'));
    expect(bicep(['lint', '--pattern', pattern])).toMatchObject({ status: 0, said: '' });
    expect(bicep(['build', '--pattern', pattern, '--outdir', out])).toMatchObject({ status: 0, said: '' });
    const compiled = globSync('**/*.json', { cwd: out });
    rmSync(out, { recursive: true, force: true });
    expect(compiled).toHaveLength(files.length);
  });

  test('has the parameters that were agreed, each with the default that was agreed', () => {
    const agreed = ['location', 'environmentName', 'containerRegistry', 'redisUrl', 'acrUsername', 'acrPassword'];
    expect(Object.keys(main.parameters)).toEqual(
      expect.arrayContaining([...agreed, 'postgresUrl', 'openaiApiKey', 'appUsername', 'appPassword']),
    );
    expect(main.parameters.environmentName?.defaultValue).toBe('medical-case-env');
    expect(main.parameters.redisUrl?.defaultValue).toBe(redisUrl);
    expect(main.parameters.location?.defaultValue).toBe('[resourceGroup().location]');
  });

  test('keeps every secret parameter secure, in every file, and none of them in an output', () => {
    const secret = /password|url$|key$|appUsername|^secret|connection/i;
    const open = /^(apiUrl|vaultUri|useKeyVault)$/;
    for (const [name, template] of [['main', main] as const, ...inside]) {
      for (const [parameter, { type }] of Object.entries(template.parameters))
        if (secret.test(parameter) && !open.test(parameter)) expect(type, `${name}: ${parameter}`).toMatch(/^secure/);
      const secure = Object.entries(template.parameters).filter(([, { type }]) => type.startsWith('secure'));
      const outputs = JSON.stringify(template.outputs ?? {});
      for (const [parameter] of secure) expect(outputs, name).not.toContain(parameter);
      expect(outputs, name).not.toMatch(/listKeys|password|primarySharedKey|ConnectionString/i);
    }
    expect(Object.keys(main.outputs ?? {})).toEqual(['apiUrl', 'pageUrl']);
  });

  test('runs exactly one Redis of the seed: 0.5 CPU, 1.0Gi, internal TCP on 6379, append-only', () => {
    const { name, properties } = only('redis');
    expect(name).toBe('redis-app');
    expect(properties.configuration.ingress).toEqual({ external: false, transport: 'tcp', targetPort: 6379, exposedPort: 6379 });
    expect(properties.template.scale).toEqual({ minReplicas: 1, maxReplicas: 1 });
    const [container] = properties.template.containers;
    expect(container?.resources).toEqual({ cpu: "[json('0.5')]", memory: '1.0Gi' });
    expect(JSON.stringify(inside.get('redis'))).toContain('--appendonly yes');
    expect(main.parameters.redisImage?.defaultValue).toMatch(/redis:7-alpine$/);
    for (const probe of container?.probes ?? []) expect(probe.tcpSocket).toEqual({ port: 6379 });
  });

  test('runs the API as a function app without rules of its own for scaling', () => {
    const { kind, properties } = only('api');
    expect(kind).toBe('functionapp');
    expect(properties.template.scale).not.toHaveProperty('rules');
    expect(properties.configuration.activeRevisionsMode).toBe('Single');
    expect(properties.configuration.ingress).toMatchObject({ external: true, targetPort: 80, allowInsecure: false });
    const probes = properties.template.containers[0]?.probes ?? [];
    expect(Object.fromEntries(probes.map(({ type, httpGet }) => [type, httpGet?.path]))).toEqual({
      Startup: '/',
      Liveness: '/',
      Readiness: '/health',
    });
    expect(only('storage', 'Microsoft.Storage/storageAccounts').properties.allowBlobPublicAccess).toBe(false);
  });

  test('hands the API every setting that config.ts reads, secrets as secrets', () => {
    const ofBuild = ['BUILD_SHA', 'BUILD_TIME']; // in the image
    const api = listOf(main).find(({ name }) => name === 'api')?.properties.parameters ?? {};
    const secrets: string = JSON.stringify(api.secretSettings);
    const shown: string = JSON.stringify([api.plainSettings, main.variables]);
    expect(settings).toContain('REDIS_URL');
    const names = settings.filter((name) => !ofBuild.includes(name));
    expect(names.filter((name) => !`${secrets}${shown}`.includes(name))).toEqual([]);
    const secret = /_KEY$|PASSWORD|USERNAME|(POSTGRES|REDIS)_URL$/;
    expect(names.filter((name) => secret.test(name) && !secrets.includes(name))).toEqual([]);
    expect(names.filter((name) => secret.test(name) && JSON.stringify(api.plainSettings).includes(name))).toEqual([]);
    const env = only('api').properties.template.containers[0]?.env;
    for (const name of ['AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsDisableHomepage', 'AZURE_CLIENT_ID'])
      expect(env).toContain(`'${name}'`);
  });

  test('compiles its example of parameters, from the environment and without a warning', () => {
    const given = { APP_USERNAME: 'u', APP_PASSWORD: 'p', POSTGRES_URL: 'postgres://h/d', IMAGE_TAG: 't', CASE_MODELS: 'gpt-4o' };
    const { status, out, said } = bicep(['build-params', join(root, 'infra/main.bicepparam'), '--stdout'], given);
    expect({ status, said }).toEqual({ status: 0, said: '' });
    const { parametersJson } = JSON.parse(out) as { parametersJson: string };
    const { parameters } = JSON.parse(parametersJson) as { parameters: Record<string, { value: unknown }> };
    expect(parameters.redisUrl?.value).toBe(redisUrl);
    expect(parameters.environmentName?.value).toBe('medical-case-env');
    expect(parameters.apiSettings?.value).toMatchObject({ CASE_MODELS: 'gpt-4o' });
  });
});
