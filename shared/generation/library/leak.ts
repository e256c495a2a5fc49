import { nameFinder } from '../../reasoning/name-finder.ts';
import type { DiagnosisEntry } from './pack.ts';

const isAbbreviation = (term: string): boolean => term === term.toUpperCase();

/** Everything that would tell a learner the diagnosis: its names, and what is written in capitals. */
export const telltales = ({
  name,
  synonyms,
  abbreviations,
  giveaways,
}: DiagnosisEntry): { names: string[]; abbreviations: string[] } => ({
  names: [name, ...synonyms, ...giveaways.filter((term) => !isAbbreviation(term))],
  abbreviations: [...abbreviations, ...giveaways.filter(isAbbreviation)],
});

/** Finds any of the diagnoses, by any of their names, and any of the buckets in a text. */
export const diagnosisLeakFinder = (entries: readonly DiagnosisEntry[], bucketNames: readonly string[] = []) => {
  const all = entries.map(telltales);
  return nameFinder(
    [...bucketNames, ...all.flatMap(({ names }) => names)],
    all.flatMap(({ abbreviations }) => abbreviations),
  );
};
