/** A server in a process of its own, for the benches: `node serve.ts host FOLDER` (built functions under the local host) or `node serve.ts raw` (bare node:http). */
import { createServer } from 'node:http';

const [, , kind, folder = ''] = process.argv;
if (kind === 'raw') {
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end('{"message":"raw"}'));
  server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as { port: number }).port}`));
} else {
  const { startHost } = await import('../local/host/start-host.ts');
  const { url } = await startHost({ appRoot: folder, port: 0 });
  console.log(`ready ${url}`);
}
