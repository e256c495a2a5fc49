import type { Generation } from '../case.ts';

/**
 * Two sections of a case that are written anew at the same time are both paid for: what either added since the start counts.
 * undefined where anything else differs, such as the model that wrote the case.
 */
export function mergeGenerations(base: Generation, mine: Generation, theirs: Generation): Generation | undefined {
  const rest = ({ tokens: _, costUsd: __, calls: ___, notes: ____, ...others }: Generation): string => JSON.stringify(others);
  if (rest(base) !== rest(mine) || rest(base) !== rest(theirs)) return undefined;
  const added = <T>(list: (generation: Generation) => readonly T[], of: Generation): T[] => {
    const there = new Set(list(base).map((item) => JSON.stringify(item)));
    return list(of).filter((item) => !there.has(JSON.stringify(item)));
  };
  const gone = base.notes.filter((note) => !mine.notes.includes(note));
  const notes = [...theirs.notes.filter((note) => !gone.includes(note)), ...added((generation) => generation.notes, mine)];
  return {
    ...withCalls(
      theirs,
      added((generation) => generation.calls, mine),
    ),
    notes,
  };
}

type Tokens = Generation['tokens'];
type Calls = Generation['calls'];

const sumOf = (tokens: Tokens, calls: Calls): NonNullable<Tokens> => ({
  input: calls.reduce((sum, { input }) => sum + input, tokens?.input ?? 0),
  output: calls.reduce((sum, { output }) => sum + output, tokens?.output ?? 0),
});

/** Unknown as soon as one call has no price. A case that cost nothing so far has no cost and no calls. */
const costWith = ({ calls: before, costUsd }: Generation, calls: Calls): number | null => {
  if (calls.some((call) => call.costUsd === null) || (costUsd === null && before.length > 0)) return null;
  return calls.reduce((sum, call) => sum + (call.costUsd ?? 0), costUsd ?? 0);
};

/** What a case has cost, with further calls. */
export const withCalls = (generation: Generation, calls: Calls): Generation =>
  calls.length === 0
    ? generation
    : {
        ...generation,
        calls: [...generation.calls, ...calls],
        tokens: sumOf(generation.tokens, calls),
        costUsd: costWith(generation, calls),
      };
