import { app, type HttpRequest } from '@azure/functions';

const tell = (name: string) => async (request: HttpRequest) => ({ jsonBody: { name, params: request.params } });

app.setup({ enableHttpStream: process.env.FIXTURE_BUFFERED !== '1' });
app.http('root', { route: '', methods: ['GET'], handler: tell('root') });
app.http('item-by-name', { route: 'item/{name}', methods: ['GET'], handler: tell('item-by-name') });
app.http('item-by-id', { route: 'item/{id:int}', methods: ['GET', 'DELETE'], handler: tell('item-by-id') });
app.http('item-latest', { route: 'item/latest', methods: ['GET'], handler: tell('item-latest') });
app.http('item-small', { route: 'small/{id:int:range(1,9)}', methods: ['GET'], handler: tell('item-small') });
app.http('page', { route: 'page/{number?}', methods: ['GET'], handler: tell('page') });
app.http('table', { route: 'table/{name}.csv', methods: ['GET'], handler: tell('table') });
app.http('files', { route: 'files/{*path}', methods: ['GET'], handler: tell('files') });
app.http('preflight', {
  route: '{*path}',
  methods: ['OPTIONS'],
  handler: async () => ({ status: 204, headers: { allow: 'all' } }),
});
