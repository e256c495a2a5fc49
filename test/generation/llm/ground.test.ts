import { describe, expect, test } from 'vitest';
import { CaseRecord } from '../../../shared/cases/case.ts';
import { bucketsOf, type Framework, priorsOf } from '../../../shared/cases/framework.ts';
import { loadLibrary } from '../../../shared/generation/library/data.ts';
import { matchLeaf } from '../../../shared/generation/library/match-leaf.ts';
import { ground, type WrittenCase } from '../../../shared/generation/llm/ground.ts';
import { matchFinding } from '../../../shared/generation/llm/match-finding.ts';
import { likelihoodRatios } from '../../../shared/reasoning/bayes.ts';
import { identityTotals } from '../../../shared/reasoning/coherence.ts';
import { honoursRatio } from '../../../shared/reasoning/published-figure.ts';
import { nearMisses } from './near-misses.ts';
import type { Phrase } from './phrase.ts';
import { sameFinding } from './same-finding.ts';
import { unseenFinding } from './same-finding-unseen.ts';

const library = loadLibrary();
const model = 'gpt-4o-mini';

const found = ([diagnosis, category, phrase]: Phrase) => matchFinding(library, [diagnosis], { category, finding: phrase });
/** The library may carry one figure in several complaints: any of its findings by that id will do. */
const isNamed = (phrase: Phrase): boolean =>
  found(phrase).some(({ figure }) =>
    [...library.packs.values()].some(({ findings }) =>
      findings.some(({ id, figures }) => id === phrase[3] && figures.includes(figure.id)),
    ),
  );

describe('a finding in a model’s words', () => {
  test.each(sameFinding)('%s, %s: “%s” is %s', (...phrase) => expect(isNamed(phrase)).toBe(true));
  test.each(unseenFinding)('%s, %s: “%s” is %s', (...phrase) => expect(isNamed(phrase)).toBe(true));
  test.each(nearMisses)('%s, %s: “%s” is none that has a figure', (...phrase) => expect(found(phrase)).toEqual([]));

  test('takes how it was got from its test', () => {
    const asked = { category: 'diagnostic_workup', finding: 'Widened mediastinum' } as const;
    expect(matchFinding(library, ['aortic-dissection'], asked)).toEqual([]);
    expect(matchFinding(library, ['aortic-dissection'], { ...asked, test: 'Chest X-ray (PA)' })).toHaveLength(1);
    expect(matchFinding(library, ['aortic-dissection'], { ...asked, test: 'CT of the chest' })).toEqual([]);
  });

  test('takes children’s figures for children only', () => {
    const rebound = { category: 'physical_exam', finding: 'Rebound tenderness' } as const;
    const packs = [...library.packs.values()];
    const ratioAt = (age?: number) =>
      matchFinding(library, ['acute-appendicitis'], rebound, { packs, age }).map(({ figure }) => figure.lrPositive);
    expect([ratioAt(8), ratioAt(), ratioAt(50)]).toEqual([[3], [7.45], [7.45]]);
  });

  test('every published finding, denied, of the other side, or with another number, is another finding', () => {
    const swapped = (text: string) => text.replace(/\bleft\b|\bright\b/gi, (side) => (/left/i.test(side) ? 'right' : 'left'));
    const wrong = [...library.packs.values()].flatMap((pack) =>
      pack.findings.flatMap(({ name, category, figures }) => {
        const diagnoses = figures.flatMap((id) => library.figures.get(id)?.diagnosis ?? []);
        const others = [
          ...(/\b(?:no|not|without|absen\w*|non|unable)\b|pallor|chills/i.test(name) ? [] : [`No ${name}`, `${name}: negative`]),
          `Family history of ${name}`,
          swapped(name),
          name.replace(/\d+(?:\.\d+)?/g, (number) => `${Number(number) * 3 + 4}`),
          name.replace(/\b(above|below)\b/g, (side) => (side === 'above' ? 'below' : 'above')),
        ].filter((text) => text !== name);
        return others.flatMap((finding) =>
          matchFinding(library, diagnoses, { category, finding }).flatMap(({ figure }) =>
            figures.includes(figure.id) ? [`${finding} → ${figure.finding}`] : [],
          ),
        );
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a leaf in a model’s words', () => {
  test.each([
    ['Acute Pulmonary Embolism', 'I26.9', 'pulmonary-embolism'],
    ['Pulmonary embolism (PE)', undefined, 'pulmonary-embolism'],
    ['NSTEMI', 'I21.4', 'non-st-elevation-myocardial-infarction'],
    ['ST-elevation myocardial infarction (STEMI)', 'I21.3', 'st-elevation-myocardial-infarction'],
    ['Acute decompensated heart failure', 'I50.9', 'acute-heart-failure'],
    ['Strep throat', 'J02.0', 'streptococcal-pharyngitis'],
    ['Community-acquired pneumonia', 'J18.9', 'pneumonia'],
    ['Subarachnoid hemorrhage', 'I60.9', 'subarachnoid-haemorrhage'],
    ['DVT', undefined, 'deep-vein-thrombosis'],
    ['Type A aortic dissection', 'I71.0', 'aortic-dissection'],
  ])('%s is %s: %s', (name, code, id) => expect(matchLeaf(library, name, code)?.id).toBe(id));

  test('every name in the library is its own', () => {
    const lost = [...library.diagnoses.values()].filter((known) => matchLeaf(library, known.name)?.id !== known.id);
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test.each([
    ['Fabry disease', 'E75.2'],
    ['Botulism', 'A05.1'],
    ['Chronic pancreatitis', 'K86.1'],
    ['Atypical pneumonia', 'J15.7'],
    ['Pneumocystis pneumonia', 'B59'],
    ['Other causes of chest pain', undefined],
    ['Septic pulmonary embolism versus abscess', undefined],
    ['Pericarditis or myocarditis', undefined],
    ['Acute coronary syndrome (NSTEMI)', undefined],
    ['Meningitis', 'K35.8'],
    ['History of gout', undefined],
  ])('%s (%s) is none of the library', (name, code) => expect(matchLeaf(library, name, code)).toBeUndefined());
});

/** A case as a model might write it: names and phrases in its own words, estimates of its own. */
function written(leaves: readonly [name: string, prior: number][], findings: readonly Phrase[], primary = 0): WrittenCase {
  const framework: Framework = {
    tier1: ['a', 'b'].map((id) => ({ id, name: id, description: '' })),
    tier2: ['a1', 'b1'].map((id) => ({ id, name: id, description: '', parentId: id.charAt(0) })),
    leaves: leaves.map(([name, prior], i) => ({
      id: `leaf-${i}`,
      name,
      description: '',
      parentId: i % 2 ? 'b1' : 'a1',
      prior,
      provenance: { source: 'model_estimate', model },
    })),
    primaryLeafId: `leaf-${primary}`,
  };
  const estimate = (row: number, leaf: number) => ({
    probability: 0.03 + (((row * 31 + leaf * 17) % 23) / 25) * 0.9,
    provenance: { source: 'model_estimate' as const, model },
  });
  return {
    framework,
    findings: findings.map(([, category, finding], i) => ({ id: `finding-${i}`, category, finding })),
    estimates: Object.fromEntries(
      findings.map((_, i) => [`finding-${i}`, Object.fromEntries(leaves.map((_, leaf) => [`leaf-${leaf}`, estimate(i, leaf)]))]),
    ),
  };
}

const chestPain: readonly [string, number][] = [
  ['Pulmonary embolism', 0.12],
  ['ST-elevation myocardial infarction', 0.08],
  ['NSTEMI', 0.1],
  ['Unstable angina', 0.1],
  ['Aortic dissection', 0.03],
  ['Acute heart failure', 0.1],
  ['Community-acquired pneumonia', 0.12],
  ['Acute pericarditis', 0.05],
  ['Pneumothorax', 0.05],
  ['GERD', 0.1],
  ['Panic attack', 0.1],
  ['Other', 0.05],
];
const about = (...ids: string[]) => sameFinding.filter(([diagnosis]) => ids.includes(diagnosis));
const phrases = about('pulmonary-embolism', 'acute-myocardial-infarction', 'acute-heart-failure', 'pneumonia');

describe('a case', () => {
  const asked = written(chestPain, phrases);
  const { likelihoods, citations, matches } = ground(library, asked);
  const priors = priorsOf(asked.framework);
  const rowOf = (id: string) => asked.framework.leaves.map((leaf) => likelihoods[id]?.[leaf.id]?.probability ?? Number.NaN);

  test('gets published figures with their papers, and keeps what the model said beside them', () => {
    expect(new Set(matches.map(({ findingId }) => findingId)).size).toBeGreaterThan(40);
    expect(CaseRecord.shape.likelihoods.parse(likelihoods)).toEqual(likelihoods);
    const published = Object.entries(likelihoods).flatMap(([finding, row]) =>
      Object.entries(row).flatMap(([leaf, { provenance }]) =>
        provenance.source === 'published' ? [{ finding, leaf, provenance }] : [],
      ),
    );
    for (const { finding, leaf, provenance } of published) {
      expect(provenance.modelEstimate).toBe(asked.estimates[finding]?.[leaf]?.probability);
      expect(citations.map(({ id }) => id)).toEqual(expect.arrayContaining(provenance.citations));
    }
    expect(published.some(({ provenance }) => provenance.sharedBy?.length === 2)).toBe(true);
  });

  test('obeys the identity in every row and tier', () => {
    for (const { id } of asked.findings)
      for (const tier of [1, 2, 3] as const) {
        const { positive, negative } = identityTotals(
          priors,
          rowOf(id),
          bucketsOf(asked.framework, tier).map(({ members }) => members),
        );
        expect(Math.max(Math.abs(positive - 1), Math.abs(negative - 1))).toBeLessThanOrEqual(1e-9);
      }
  });

  test('meets the figures of its primary diagnosis', () => {
    const own = matches.filter(({ leafId }) => leafId === 'leaf-0');
    expect(own.length).toBeGreaterThan(8);
    for (const { findingId, figureId } of own) {
      const figure = library.figures.get(figureId);
      const { positive, negative } = likelihoodRatios(priors, rowOf(findingId), [0]);
      expect(figure && honoursRatio(positive, figure.lrPositive, figure.lrPositiveCi), figureId).toBe(true);
      expect(figure && honoursRatio(negative, figure.lrNegative, figure.lrNegativeCi), figureId).toBe(true);
    }
  });

  test('leaves a row without figures as the model wrote it', () => {
    const plain = written(chestPain, [['', 'history', 'Takes pottery lessons', null]]);
    expect(ground(library, plain).likelihoods).toEqual(plain.estimates);
  });

  test.each(['Fabry disease', 'Botulism'])('about %s among rarities has no citation', (name) => {
    const rare = written(
      [
        [name, 0.4],
        ['Tick paralysis', 0.3],
        ['Lambert-Eaton myasthenic syndrome', 0.3],
      ],
      phrases,
    );
    expect(ground(library, rare)).toMatchObject({ citations: [], matches: [] });
  });

  test('of 20 findings and 12 leaves takes at most 10 ms', () => {
    const usual = written(chestPain, phrases.filter((_, i) => i % 2 === 0).slice(0, 20));
    const times = Array.from({ length: 40 }, (_, round) => {
      // Names not seen before: what is remembered of earlier cases must not flatter the time.
      const leaves = usual.framework.leaves.map((leaf, i) => ({
        ...leaf,
        name: i < 7 ? leaf.name : `${leaf.name} of kind ${round}`,
      }));
      const start = process.cpuUsage();
      ground(library, { ...usual, framework: { ...usual.framework, leaves } });
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }).slice(10);
    const middle = times.toSorted((a, b) => a - b)[15] ?? Number.NaN;
    console.info(`ground: ${usual.findings.length} findings, CPU ${middle.toFixed(1)} ms`);
    expect(middle).toBeLessThanOrEqual(10);
  });
});
