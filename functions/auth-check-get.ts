import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** 204 when the sign-in is right. Whoever gets here has passed it. */
export const authCheckGet = endpoint(async () => undefined, { methods: ['GET'] });

register('auth-check-get', { route: 'auth/check', methods: ['GET'], handler: authCheckGet });
