/**
 * Which characters a TrueType font has signs for, read from its `cmap` table (formats 4 and 12; OpenType specification).
 * PDF writers draw an empty box for every other one and say nothing.
 */
export function coverageOf(font: Buffer): (codePoint: number) => boolean {
  const ranges = rangesOf(font, tableAt(font, 'cmap'));
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

type Range = readonly [first: number, last: number];

function tableAt(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`the font has no ${tag} table`);
}

function rangesOf(font: Buffer, cmap: number): Range[] {
  const offsets = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i));
  const full = offsets.find((offset) => font.readUInt16BE(offset) === 12);
  if (full !== undefined)
    return Array.from({ length: font.readUInt32BE(full + 12) }, (_, i) => {
      const group = full + 16 + 12 * i;
      return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const;
    });
  const basic = offsets.find((offset) => font.readUInt16BE(offset) === 4);
  if (basic === undefined) throw new Error('the font has no Unicode cmap that is read here');
  const segments = font.readUInt16BE(basic + 6) / 2;
  return Array.from({ length: segments }, (_, i): Range => {
    const last = font.readUInt16BE(basic + 14 + 2 * i);
    const first = font.readUInt16BE(basic + 16 + 2 * segments + 2 * i);
    return [first, last];
  }).filter(([first]) => first !== 0xffff);
}
