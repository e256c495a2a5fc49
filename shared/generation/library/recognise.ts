import type { CaseRecord } from '../../cases/case.ts';
import type { Finding } from '../../cases/finding.ts';
import { type Framework, primaryLeafIndex } from '../../cases/framework.ts';
import { chooseComplaint } from './choose-complaint.ts';
import { matchDiagnosis } from './find-diagnosis.ts';
import { type KnownDiagnosis, type Library, leafOf, packOf } from './library.ts';
import { matchLeaf } from './match-leaf.ts';
import type { Places } from './matrix.ts';
import { normalise } from './normalise.ts';
import type { Leaf, Pack, PackFinding } from './pack.ts';
import { otherLeafId } from './tree.ts';

/** What the library can tell of a case that an author, or somebody else, has had a hand in. */

/** The pack that a case is told from: the one its complaint names, else the one that its diagnosis would be told from. */
export function packFor(
  library: Library,
  { generation, primaryDiagnosis, framework, description }: CaseRecord,
): Pack | undefined {
  for (const { id, complaint } of library.cards.values()) if (complaint === generation.chiefComplaint) return packOf(library, id);
  const primary = framework.leaves[primaryLeafIndex(framework)];
  const known = (primary && matchLeaf(library, primary.name)) ?? matchDiagnosis(library, primaryDiagnosis);
  return known && chooseComplaint(library, known, description).pack;
}

/** Which leaf of the pack each leaf of the case is. An id alone says nothing: its name may be another disease's by now. */
export function placesIn(library: Library, pack: Pack, { leaves }: Pick<Framework, 'leaves'>): Places {
  const named = new Map(pack.diagnoses.map(({ id, name }) => [normalise(name), id]));
  return leaves.map(({ id, name }) => {
    if (normalise(name) === normalise(pack.other.name)) return otherLeafId;
    const known = named.get(normalise(name)) ?? matchLeaf(library, name)?.id;
    if (known !== undefined) return pack.leaves.some(({ diagnosis }) => diagnosis === known) ? known : undefined;
    return id === otherLeafId ? otherLeafId : undefined;
  });
}

/** The pack's finding that a finding of the case is, by its name. */
export function packFindingOf(pack: Pack, { finding, category }: Pick<Finding, 'finding' | 'category'>): PackFinding | undefined {
  const name = normalise(finding);
  return pack.findings.find((candidate) => candidate.category === category && normalise(candidate.name) === name);
}

export type Recognised = {
  readonly pack: Pack;
  readonly known: KnownDiagnosis;
  readonly leaf: Leaf;
  readonly places: Places;
};

/** The pack, and the diagnosis of the primary leaf; undefined where the library cannot tell them any more. */
export function recognise(library: Library, record: CaseRecord): Recognised | undefined {
  const pack = packFor(library, record);
  if (!pack) return undefined;
  const places = placesIn(library, pack, record.framework);
  const id = places[primaryLeafIndex(record.framework)] ?? matchDiagnosis(library, record.primaryDiagnosis)?.id;
  const known = id === undefined ? undefined : library.diagnoses.get(id);
  if (!known?.packs.includes(pack.id)) return undefined;
  return { pack, known, leaf: leafOf(pack, known.id), places };
}
