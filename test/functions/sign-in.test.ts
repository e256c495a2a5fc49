import { describe, expect, test } from 'vitest';
import { authCheckGet } from '../../functions/auth-check-get.ts';
import { casesGet } from '../../functions/cases-get.ts';
import { healthGet } from '../../functions/health-get.ts';
import { modelsGet } from '../../functions/models-get.ts';
import { rootGet } from '../../functions/root-get.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { bodyOf, context, headerOf, request, signIn } from '../helpers/requests.ts';

const check = (authorization: string, deps = fakeDeps(), from = '203.0.113.9') =>
  authCheckGet(request('/auth/check', { headers: { authorization, 'x-forwarded-for': `10.0.0.1, ${from}` } }), context(), deps);

describe('sign-in', () => {
  test('right: 204', async () => {
    expect((await check(signIn('educator', 'right'))).status).toBe(204);
  });

  test.each([
    ['a wrong password', signIn('educator', 'wrong')],
    ['a wrong name', signIn('Educator', 'right')],
    ['no colon', `Basic ${Buffer.from('educator').toString('base64')}`],
    ['another scheme', 'Bearer abc'],
    ['nothing', ''],
  ])('%s: 401 without WWW-Authenticate', async (_, authorization) => {
    const reply = await check(authorization);
    expect(reply.status).toBe(401);
    expect(bodyOf(reply).code).toBe('unauthenticated');
    expect(headerOf(reply, 'www-authenticate')).toBeUndefined();
  });

  test('more than 10 wrong tries a minute shut an address out, for right ones too, and nobody else', async () => {
    const deps = fakeDeps();
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await check(signIn('educator', 'wrong'), deps)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const right = await check(signIn('educator', 'right'), deps);
    expect(right.status).toBe(429);
    expect(Number(headerOf(right, 'retry-after'))).toBeGreaterThan(0);
    expect((await check(signIn('educator', 'right'), deps, '203.0.113.10')).status).toBe(204);
  });

  test('counts one caller once, whatever port the proxy writes, and one IPv6 network together', async () => {
    const shutOutFrom = async (address: (i: number) => string) => {
      const deps = fakeDeps();
      for (let i = 0; i < 11; i++) await check(signIn('educator', 'wrong'), deps, address(i));
      return (await check(signIn('educator', 'right'), deps, address(99))).status;
    };
    expect(await shutOutFrom((i) => `203.0.113.9:${40_000 + i}`)).toBe(429);
    expect(await shutOutFrom((i) => `[2001:db8:1:2::${i}]:443`)).toBe(429);
    expect(await shutOutFrom((i) => `2001:db8:1:2:0:0:0:${i}`)).toBe(429);
    expect(await shutOutFrom((i) => `2001:db8:${i}::1`)).toBe(204);
  });

  test('lets no right guess through that was sent along with too many wrong ones', async () => {
    const deps = fakeDeps();
    const guesses = Array.from({ length: 200 }, (_, i) => check(signIn('educator', i === 150 ? 'right' : `wrong ${i}`), deps));
    expect((await Promise.all(guesses)).map(({ status }) => status)).not.toContain(204);
  });

  test('is not needed where the contract says so, and is elsewhere', async () => {
    const anonymous = (path: string) => request(path, { headers: { authorization: '' } });
    for (const handler of [rootGet, healthGet, modelsGet])
      expect((await handler(anonymous('/'), context(), fakeDeps())).status).toBe(200);
    expect((await casesGet(anonymous('/cases'), context(), fakeDeps())).status).toBe(401);
  });
});
