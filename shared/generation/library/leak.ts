import { nameFinder } from '../../reasoning/name-finder.ts';
import type { DiagnosisEntry } from './pack.ts';

/** Finds any of the diagnoses, by any of their names, and any of the buckets in a text. */
export const diagnosisLeakFinder = (entries: readonly DiagnosisEntry[], bucketNames: readonly string[] = []) =>
  nameFinder(
    [...bucketNames, ...entries.flatMap((entry) => [entry.name, ...entry.synonyms])],
    entries.flatMap((entry) => entry.abbreviations),
  );
