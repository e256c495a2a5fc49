/** Numbers as screens show them; the API sends full precision. */

/** 0.4 % · 3.2 % · 47 %, never broken across lines. */
export const percent = (p: number): string => `${percentFigure(p)}\u00a0%`;

export function percentFigure(p: number): string {
  const value = p * 100;
  if (value === 0 || value === 100) return value.toFixed(0);
  if (value > 99.95) return '>99.9';
  if (value < 0.05) return '<0.1';
  return value < 9.95 || value > 90.05 ? trimmed(value.toFixed(1)) : value.toFixed(0);
}

/** An LR in two significant figures, as papers print it. */
export function ratio(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 99.5) return value.toFixed(0);
  if (value >= 9.95) return value.toFixed(0);
  if (value >= 0.0995) return trimmed(value.toPrecision(2));
  return trimmed(value.toPrecision(2));
}

export const bits = (value: number): string => `${value.toFixed(2)} bit`;

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

/** What somebody typed for a probability: "35", "35 %", "0.35" (below 1 without a sign is a share). Undefined: no number. */
export function readPercent(text: string): number | undefined {
  const match = /^\s*(\d*[.,]?\d+)\s*(%?)\s*$/.exec(text);
  if (!match?.[1]) return undefined;
  const value = Number(match[1].replace(',', '.'));
  return match[2] || value > 1 ? value / 100 : value;
}

/** "LR 3.2", "x3.2", "×3.2", "3.2" */
export function readRatio(text: string): number | undefined {
  const match = /^\s*(?:lr|x|×)?\s*(\d*[.,]?\d+)\s*$/i.exec(text);
  const value = match?.[1] ? Number(match[1].replace(',', '.')) : Number.NaN;
  return value > 0 ? value : undefined;
}
