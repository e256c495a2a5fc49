import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs that some checks need and a machine may lack; a test that needs one says so when it is skipped. */
const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
const missing = (program: string, from: string): string | undefined =>
  has(program) ? undefined : `${program} is not installed (Debian: ${from})`;

export const popplerMissing = missing('pdftotext', 'poppler-utils');
export const officeMissing = missing('soffice', 'libreoffice-calc-nogui');
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromium = process.env.CHROMIUM ?? browsers.find(existsSync);
export const chromiumMissing = chromium ? undefined : 'no Chromium is installed (CHROMIUM names one that is elsewhere)';

/** The pages of a PDF as texts without any space, in the order in which they are drawn. */
export function pagesOf(pdf: Uint8Array): string[] {
  const text = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: pdf, maxBuffer: 2 ** 26 }).toString();
  return text.split('\f').slice(0, -1).map(squeezed);
}
export const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');
