import { reportHealth } from '../shared/health/health.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const healthGet = endpoint(
  async (_, { probes, config }) => {
    const report = await reportHealth(probes, config);
    return json(report, { status: report.status === 'unhealthy' ? 503 : 200 });
  },
  { open: true, methods: ['GET'] },
);

register('health-get', { route: 'health', methods: ['GET'], handler: healthGet });
