import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reachesBuild, readDockerfile } from '../helpers/dockerfile.ts';
import { freePort } from '../helpers/redis-server.ts';
import { missingTool, runScript } from '../helpers/run-script.ts';

const root = resolve(import.meta.dirname, '../..');
const templates = join(root, 'deploy/page');
const { stages } = readDockerfile(join(root, 'deploy/Dockerfile.frontend'));
const scratch = mkdtempSync(join(tmpdir(), 'mcg-page-'));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const writeConfig = (out: string, env: Record<string, string>) =>
  runScript('sh', [join(templates, '40-write-config.sh')], { env: { PAGE_TEMPLATES: templates, PAGE_OUT: out, ...env } });

test('the image of the page takes only what .dockerignore lets through', () => {
  const dockerignore = readFileSync(join(root, '.dockerignore'), 'utf8');
  const wanted = stages.flatMap(({ copies }) => copies.filter(({ from }) => !from).flatMap(({ sources }) => sources));
  expect(wanted).toContain('frontend');
  expect(wanted.filter((path) => !reachesBuild(path, dockerignore))).toEqual([]);
});

describe('what the container of the page writes when it starts', () => {
  test('config.json with the address of the API and the build, and a policy that allows that address only', async () => {
    const { code, out } = await writeConfig(scratch, { API_URL: 'https://api.example/', BUILD_SHA: 'abc-123' });
    expect({ code, out }).toEqual({ code: 0, out: 'The page talks to https://api.example\n' });
    const config: unknown = JSON.parse(readFileSync(join(scratch, 'config.json'), 'utf8'));
    expect(config).toEqual({ apiUrl: 'https://api.example', build: 'abc-123' });
    expect(readFileSync(join(scratch, 'security-headers.conf'), 'utf8')).toContain("connect-src 'self' https://api.example;");
  });
  test('nothing, where the address is missing or could end the text it stands in', async () => {
    for (const API_URL of ['', 'api.example', 'https://a"b', "https://a'; script-src *", 'https://a/path', 'https://a\nb'])
      expect((await writeConfig(scratch, { API_URL })).code, API_URL).toBe(1);
    expect((await writeConfig(scratch, { API_URL: 'https://a', BUILD_SHA: '"' })).code).toBe(1);
  });
  const file = join(root, 'local/site/headers.ts');
  test.skipIf(!existsSync(file))('the same headers as a local start has', async () => {
    await writeConfig(scratch, { API_URL: 'https://api.example' });
    const { siteHeaders } = (await import(file)) as { siteHeaders: (apiUrl: string) => Record<string, string> };
    const ours = [
      ...readFileSync(join(scratch, 'security-headers.conf'), 'utf8').matchAll(/^add_header (\S+) "(.*)" always;$/gm),
    ];
    const headers = Object.fromEntries(ours.map(([, name = '', value]) => [name.toLowerCase(), value]));
    expect(headers).toEqual(siteHeaders('https://api.example'));
  });
});

describe.skipIf(missingTool('nginx'))('nginx, with the configuration of the image', () => {
  const folder = join(scratch, 'nginx');
  const site = join(folder, 'html');

  test('serves the page, its files and config.json, each with every security header', async () => {
    for (const folder of ['assets', '.vite']) mkdirSync(join(site, folder), { recursive: true });
    writeFileSync(join(site, '.vite/manifest.json'), '{}');
    writeFileSync(join(site, 'index.html'), '<!doctype html><title>page</title>');
    writeFileSync(join(site, 'assets/app-1234.js'), 'export {};');
    await writeConfig(join(folder, 'page'), { API_URL: 'https://api.example' });
    const port = await freePort();
    const server = readFileSync(join(templates, 'nginx.conf'), 'utf8')
      .replaceAll('/tmp/page', join(folder, 'page'))
      .replace('/usr/share/nginx/html', site)
      .replace('listen 8080', `listen 127.0.0.1:${port}`);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`);
    const types = existsSync('/etc/nginx/mime.types') ? 'include /etc/nginx/mime.types;' : '';
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${types} ${paths.join(' ')} ${server} }`,
    );
    const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' });
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    try {
      await expect
        .poll(
          () =>
            get('/').then(
              ({ status }) => status,
              () => 0,
            ),
          { timeout: 5_000 },
        )
        .toBe(200);
      for (const path of ['/', '/assets/app-1234.js', '/config.json', '/cases/7']) {
        const reply = await get(path);
        expect(reply.status, path).toBe(200);
        expect(reply.headers.get('content-security-policy'), path).toContain("default-src 'none'; script-src 'self'");
        expect(reply.headers.get('x-content-type-options'), path).toBe('nosniff');
        expect(reply.headers.get('server'), path).toBe('nginx');
      }
      expect((await get('/config.json')).headers.get('cache-control')).toBe('no-store');
      expect((await get('/assets/app-1234.js')).headers.get('cache-control')).toContain('immutable');
      expect((await get('/.vite/manifest.json')).status).toBe(404);
      const missing = await get('/assets/missing.js');
      expect(missing.status).toBe(404);
      expect(missing.headers.get('content-security-policy')).toContain("default-src 'none'");
    } finally {
      nginx.kill();
    }
  });
});
