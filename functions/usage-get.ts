import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** What language models cost, by day and model. */
export const usageGet = endpoint(
  async (request, { usage }) => {
    const { UsageQuery } = await import('../shared/http/queries.ts');
    const { days } = parseAs(UsageQuery, Object.fromEntries(request.query));
    const rows = await usage.byDay(days);
    return json(
      rows.map(({ day, model, calls, input, cachedInput, output, costUsd }) => ({
        day,
        model,
        calls,
        input_tokens: input,
        cached_input_tokens: cachedInput,
        output_tokens: output,
        cost_usd: costUsd,
      })),
    );
  },
  { methods: ['GET'] },
);

register('usage-get', { route: 'usage', methods: ['GET'], handler: usageGet });
