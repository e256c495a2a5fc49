import type { Recognised } from '../recognise.ts';
import { isSaidIn } from '../told.ts';

/**
 * The states that a presentation has told already: what it shows is there, and a line of the story that goes with some
 * findings holds only while they are as it says.
 */
export function statesShown({ pack, leaf }: Pick<Recognised, 'pack' | 'leaf'>, presentation: string): Map<string, boolean> {
  const states = new Map<string, boolean>();
  for (const { id, shows } of pack.findings) if (shows.some((line) => isSaidIn(line, presentation))) states.set(id, true);
  for (const line of [...leaf.onset, ...leaf.appearance])
    if (typeof line !== 'string' && isSaidIn(line.text, presentation))
      for (const [id, state] of Object.entries(line.if)) states.set(id, state);
  return states;
}
