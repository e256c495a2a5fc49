import type { LikelihoodDesk } from './likelihood-desk.ts';
import { isClosed, readPartial } from './partial.ts';
import { type Category, categories, Differential, inTurn, OutlineAnswer } from './schemas.ts';
import { flatten } from './sense.ts';

/** Passes findings and leaves on to the desk as soon as both can be read out of the streams. */
export function feeder(desk: LikelihoodDesk) {
  const closed = new Map<Category, string[]>();
  let leaves: string[] | undefined;
  let [outlineRead, differentialRead] = [0, 0];
  const pass = (): void => {
    if (leaves) for (const findings of closed.values()) desk.want(findings, leaves);
  };
  return {
    // A text that is shorter than before is a new try: what the failed one said no longer counts.
    onOutline: (text: string): void => {
      if (text.length < outlineRead) closed.clear();
      outlineRead = text.length;
      const partial = readPartial(text);
      if (!partial) return;
      for (const category of categories) {
        if (closed.has(category) || !isClosed(partial, category)) continue;
        const group = OutlineAnswer.shape[category].safeParse(partial[category]);
        if (!group.success) continue;
        closed.set(
          category,
          inTurn(group.data).map(({ finding }) => finding),
        );
        pass();
      }
    },
    onDifferential: (text: string): void => {
      if (text.length < differentialRead) leaves = undefined;
      differentialRead = text.length;
      if (leaves) return;
      const partial = readPartial(text);
      if (!partial || !isClosed(partial, 'systems')) return;
      const systems = Differential.shape.systems.safeParse(partial.systems);
      if (!systems.success) return;
      leaves = flatten({ systems: systems.data }).leaves.map(({ name }) => name);
      pass();
    },
  };
}
