import type { Block } from './sheet.ts';

/** About how many lines of a page some blocks take, rather too many than too few. */
export const linesOf = (blocks: readonly Block[]): number => blocks.reduce((lines, block) => lines + linesOfBlock(block), 0);

function linesOfBlock(block: Block): number {
  const wrapped = (text: string, width: number): number => Math.ceil((text.length + 1) / width);
  switch (block.kind) {
    case 'heading':
      return 3;
    case 'text':
      return 1 + wrapped(block.text, 95);
    case 'list':
      return block.items.reduce((lines, text) => lines + 0.3 + wrapped(text, 95), 0);
    case 'table': {
      const lines = block.rows.map((row) =>
        Math.max(
          ...row.map(({ text, detail }, i) => {
            const width = Math.max(3, (block.columns[i]?.width ?? 100) * (block.dense ? 1.2 : 0.95));
            return wrapped(text, width) + (detail === undefined ? 0 : wrapped(detail, width));
          }),
        ),
      );
      return (block.dense ? 0.75 : 1) * lines.reduce((sum, count) => sum + 0.6 + count, 2);
    }
    default:
      return 2 + 2 * block.items.length;
  }
}
