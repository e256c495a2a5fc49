/** `npm run bench`: prints what the product costs against what it cannot cost less than, measured in the same run. */
import { resolve } from 'node:path';
import { build } from '../local/build.ts';
import { benchColdStart } from './cold-start.ts';
import { benchLibrary } from './library.ts';
import { benchRequests } from './requests.ts';

await build({ appRoot: resolve(import.meta.dirname, '..') });
benchLibrary();
await benchColdStart();
await benchRequests();
