import type { CaseRecord, LikelihoodCell } from '../../cases/case.ts';
import { type Framework, priorsOf } from '../../cases/framework.ts';
import type { Citation, Provenance } from '../../cases/provenance.ts';
import { bucketPrior } from '../../reasoning/bayes.ts';
import type { Library } from '../library/library.ts';
import { matchLeaf } from '../library/match-leaf.ts';
import type { Pack } from '../library/pack.ts';
import { type PlacedFigure, publishedCells } from '../library/published-cells.ts';
import { type MatchContext, matchFinding, type WrittenFinding } from './match-finding.ts';

/** A model's estimate of P(finding | leaf), inside the stored range. */
export type Estimate = { readonly probability: number; readonly provenance: Provenance & { source: 'model_estimate' } };

export type WrittenCase = {
  readonly framework: Framework;
  readonly findings: readonly (WrittenFinding & { readonly id: string })[];
  /** estimates[finding id][leaf id] */
  readonly estimates: Readonly<Record<string, Readonly<Record<string, Estimate>>>>;
  /** ICD-10 codes that the model gave its leaves, by leaf id. */
  readonly codes?: Readonly<Record<string, string>>;
  readonly age?: number | undefined;
};

export type FigureMatch = { readonly findingId: string; readonly leafId: string; readonly figureId: string };
export type Grounded = {
  readonly likelihoods: CaseRecord['likelihoods'];
  readonly citations: Citation[];
  readonly matches: FigureMatch[];
};

/**
 * Puts published figures in place of a model's estimates wherever the library knows the leaf and the finding. The other
 * cells of such a row move so that the figure holds; they stay the model's.
 */
export function ground(library: Library, { framework, findings, estimates, codes = {}, age }: WrittenCase): Grounded {
  const places = placesOf(library, framework, codes);
  const packs = nearestPacks(library, places);
  const primary = places.find(({ leafIds }) => leafIds.includes(framework.primaryLeafId))?.diagnosis;
  const context: MatchContext = { packs, age, primary };
  const likelihoods: CaseRecord['likelihoods'] = {};
  const matches: FigureMatch[] = [];
  const cited = new Map<string, Citation>();
  for (const finding of findings) {
    const row = framework.leaves.map(({ id }) => estimateAt(estimates, finding.id, id));
    const placed = matchFinding(
      library,
      places.map(({ diagnosis }) => diagnosis),
      finding,
      context,
    ).flatMap(({ figure }): PlacedFigure[] => {
      const place = places.find(({ diagnosis }) => diagnosis === figure.diagnosis);
      // A copy, for two figures of one row are told apart by their members.
      return place ? [{ members: [...place.members], figure }] : [];
    });
    const cells = cellsOf(framework, row, placed);
    likelihoods[finding.id] = Object.fromEntries(framework.leaves.flatMap(({ id }, i) => (cells[i] ? [[id, cells[i]]] : [])));
    for (const [i, cell] of cells.entries()) {
      if (cell.provenance.source !== 'published') continue;
      for (const figureId of cell.provenance.figures)
        matches.push({ findingId: finding.id, leafId: framework.leaves[i]?.id ?? '', figureId });
      for (const id of cell.provenance.citations) {
        const citation = library.citations.get(id);
        if (citation) cited.set(id, citation);
      }
    }
  }
  return { likelihoods, citations: [...cited.values()], matches };
}

function cellsOf(framework: Framework, row: readonly Estimate[], placed: readonly PlacedFigure[]): readonly LikelihoodCell[] {
  const [first] = row;
  if (placed.length === 0 || !first) return row.map((estimate) => ({ ...estimate }));
  const probabilities = row.map(({ probability }) => probability);
  return publishedCells(framework, probabilities, placed, first.provenance, (leaf) => {
    const modelEstimate = probabilities[leaf];
    return modelEstimate === undefined ? {} : { modelEstimate };
  }).cells;
}

function estimateAt(estimates: WrittenCase['estimates'], findingId: string, leafId: string): Estimate {
  const estimate = estimates[findingId]?.[leafId];
  if (!estimate) throw new Error(`no estimate of ${findingId} for ${leafId}`);
  return estimate;
}

/** A diagnosis of the library with the leaves that it is made of in this case. */
type Place = { readonly diagnosis: string; readonly members: readonly number[]; readonly leafIds: readonly string[] };

/** Leaves that are diagnoses of the library, and umbrella terms whose every part is a leaf here. */
function placesOf(library: Library, framework: Framework, codes: Readonly<Record<string, string>>): Place[] {
  const known = new Map<string, number[]>();
  for (const [i, { id, name }] of framework.leaves.entries()) {
    const diagnosis = matchLeaf(library, name, codes[id])?.id;
    if (diagnosis) known.set(diagnosis, [...(known.get(diagnosis) ?? []), i]);
  }
  const parts = new Map(known);
  for (const pack of library.packs.values())
    for (const { diagnosis, covers } of pack.leaves)
      if (covers.length > 0 && !known.has(diagnosis) && covers.every((part) => parts.has(part)))
        known.set(diagnosis, [...new Set(covers.flatMap((part) => parts.get(part) ?? []))]);
  const priors = priorsOf(framework);
  return [...known]
    .map(([diagnosis, members]) => ({
      diagnosis,
      members,
      leafIds: members.flatMap((leaf) => framework.leaves[leaf]?.id ?? []),
    }))
    .filter(({ members }) => {
      // A figure compares a diagnosis with all others: without one, or without others, it says nothing here.
      const prior = bucketPrior(priors, members);
      return prior > 0 && prior < 1 - 1e-9;
    });
}

/**
 * The packs that share the most leaves with the case, most first. A figure speaks of patients with a complaint: a pack
 * that shares one leaf only is about another, unless the case shares no more with any.
 */
function nearestPacks(library: Library, places: readonly Place[]): Pack[] {
  const here = new Set(places.map(({ diagnosis }) => diagnosis));
  const shared = [...library.packs.values()].map((pack) => ({
    pack,
    count: pack.leaves.filter(({ diagnosis }) => here.has(diagnosis)).length,
  }));
  const least = Math.min(2, ...[Math.max(...shared.map(({ count }) => count))]);
  return shared
    .filter(({ count }) => count >= Math.max(1, least))
    .toSorted((a, b) => b.count - a.count)
    .map(({ pack }) => pack);
}
