/** A reader of the files written from formats.md alone: it knows nothing of our writers. It throws at what it does not take. */

/** RFC 4180, strictly: CRLF after every record, quotes only around whole fields, the same number of fields everywhere. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = text[at] === '"' ? /"((?:[^"]|"")*)"/y : /([^",\r\n]*)/y;
    field.lastIndex = at;
    const found = field.exec(text);
    if (!found) throw new Error(`broken field at ${at}`);
    record.push((found[1] ?? '').replaceAll('""', '"'));
    at = field.lastIndex;
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      records.push(record);
      record = [];
      at += 2;
    } else throw new Error(`neither a comma nor a line end at ${at}: ${text.slice(at, at + 20)}`);
  }
  if (record.length > 0) throw new Error('the last record does not end');
  const widths = new Set(records.map(({ length }) => length));
  if (widths.size !== 1) throw new Error(`records of different length: ${[...widths].join(', ')}`);
  return records;
}

export type ReadRow = {
  readonly category: 'history' | 'physical_exam' | 'diagnostic_workup';
  readonly present: boolean;
  readonly finding: string;
  readonly ratios: readonly number[];
};

const prefixes = [
  { prefix: 'Patient Has: ', category: 'history', present: true },
  { prefix: 'Patient does not have: ', category: 'history', present: false },
  { prefix: 'Physical Finding: ', category: 'physical_exam', present: true },
  { prefix: 'Test Result: ', category: 'diagnostic_workup', present: true },
] as const;

/** What the companion simulator takes of a matrix, and nothing else. */
export function readMatrix(cells: readonly (readonly string[])[]): { buckets: readonly string[]; rows: readonly ReadRow[] } {
  const [header = [], ...lines] = cells;
  for (const text of [...header, ...lines.map(([feature = '']) => feature)]) refuseBadText(text);
  const [first, ...buckets] = header;
  must(first === 'Feature', 'the first heading is Feature');
  must(buckets.length >= 2, 'at least two buckets');
  must(new Set(buckets.map((name) => name.slice(0, 15))).size === buckets.length, 'buckets unique in 15 characters');
  const features = lines.map(([feature = '']) => feature);
  must(features.length > 0 && new Set(features).size === features.length, 'features are there, and unique');
  must(
    features.every((feature, i) => i === 0 || (features[i - 1] ?? '') <= feature),
    'rows are sorted by feature',
  );
  return { buckets, rows: lines.map(readRow) };
}

function readRow([feature = '', ...cells]: readonly string[]): ReadRow {
  const kind = prefixes.find(({ prefix }) => feature.startsWith(prefix));
  if (!kind) throw new Error(`no prefix: ${feature}`);
  const text = feature.slice(kind.prefix.length);
  must(text === text.toLowerCase() && text === text.trim() && text !== '', `lower case, trimmed: ${text}`);
  must(!text.includes('?'), `no question: ${text}`);
  // Only history has a prefix for each state; elsewhere a row of an absent finding has to say so in its text.
  const absent = kind.category !== 'history' && text.endsWith(' (absent)');
  const ratios = cells.map((cell) => {
    must(/^\d+\.\d\d$/.test(cell) && Number(cell) >= 0.01, `two decimals, at least 0.01: ${cell}`);
    return Number(cell);
  });
  return {
    category: kind.category,
    present: kind.present && !absent,
    finding: absent ? text.slice(0, -' (absent)'.length) : text,
    ratios,
  };
}

function refuseBadText(text: string): void {
  must(text !== '' && text === text.trim() && !/\s\s|[^\S ]/.test(text), `spaces: "${text}"`);
  must(!/[\u2018-\u201f]/.test(text), `smart quotes: ${text}`);
  must(!/\b(NA|N\/A|NaN|None|null)\b/.test(text) && !/^(na|none|null|nan)$/i.test(text), `missing value: ${text}`);
  must(!/^[=+\-@]/.test(text), `formula: ${text}`);
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
