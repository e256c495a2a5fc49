/** The origins in ALLOWED_ORIGINS: names, separated by commas. */
export const originsIn = (setting: string | undefined): string[] =>
  (setting ?? '')
    .split(',')
    .map((origin) => origin.trim().toLowerCase().replace(/\/+$/, ''))
    .filter((origin) => origin !== '' && origin !== '*');
