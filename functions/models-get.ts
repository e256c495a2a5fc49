import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const modelsGet = endpoint(async (_, { models }) => json(models), { open: true, methods: ['GET'] });

register('models-get', { route: 'models', methods: ['GET'], handler: modelsGet });
