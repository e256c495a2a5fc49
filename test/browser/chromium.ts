import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { postgresMissing } from '../helpers/database.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of the system: CHROMIUM_PATH, or the first that stands on the path. */
const executablePath =
  process.env.CHROMIUM_PATH ??
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);

/** Why the page cannot be driven here; undefined where it can. */
export const browserMissing: string | undefined = executablePath
  ? postgresMissing
  : 'no Chromium on the path (set CHROMIUM_PATH)';

export const launch = (): Promise<Browser> =>
  // Chromium's sandbox does not start for root, as in most containers.
  chromium.launch({ ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
