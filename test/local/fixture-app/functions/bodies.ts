import { app } from '@azure/functions';

app.http('echo', {
  route: 'echo',
  methods: ['POST'],
  handler: async (request) => {
    const bytes = Buffer.from(await request.arrayBuffer());
    const { headers, query, url } = request;
    const seen = { bytes: bytes.length, text: bytes.subarray(0, 100).toString(), url };
    return {
      jsonBody: { ...seen, query: Object.fromEntries(query), headers: Object.fromEntries(headers) },
      headers: { 'x-made-by': 'echo' },
      cookies: [{ name: 'kind', value: 'oat', httpOnly: true, sameSite: 'Lax' }],
    };
  },
});
app.http('form', {
  route: 'form',
  methods: ['POST'],
  handler: async (request) => ({ jsonBody: Object.fromEntries(await request.formData()) }),
});
