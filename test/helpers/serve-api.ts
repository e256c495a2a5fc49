/** The built functions under the local host, in a process of their own that tests may kill. Settings come from its environment. */
import { resolve } from 'node:path';
import { startHost } from '../../local/host/start-host.ts';

const { url } = await startHost({ appRoot: resolve(import.meta.dirname, '../..'), port: Number(process.env.PORT ?? 0) });
console.log(`ready ${url}`);
