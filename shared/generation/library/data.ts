import citations from './data/citations.json' with { type: 'json' };
import abdominalPain from './data/complaints/abdominal-pain.json' with { type: 'json' };
import alteredMentalStatus from './data/complaints/altered-mental-status.json' with { type: 'json' };
import backPain from './data/complaints/back-pain.json' with { type: 'json' };
import chestPain from './data/complaints/chest-pain.json' with { type: 'json' };
import dizziness from './data/complaints/dizziness.json' with { type: 'json' };
import dyspneaChild from './data/complaints/dyspnea-child.json' with { type: 'json' };
import fever from './data/complaints/fever.json' with { type: 'json' };
import feverChild from './data/complaints/fever-child.json' with { type: 'json' };
import focalWeakness from './data/complaints/focal-weakness.json' with { type: 'json' };
import giBleeding from './data/complaints/gi-bleeding.json' with { type: 'json' };
import headInjury from './data/complaints/head-injury.json' with { type: 'json' };
import headInjuryChild from './data/complaints/head-injury-child.json' with { type: 'json' };
import headache from './data/complaints/headache.json' with { type: 'json' };
import jointPain from './data/complaints/joint-pain.json' with { type: 'json' };
import kneeInjury from './data/complaints/knee-injury.json' with { type: 'json' };
import skinInfection from './data/complaints/skin-infection.json' with { type: 'json' };
import soreThroat from './data/complaints/sore-throat.json' with { type: 'json' };
import vomiting from './data/complaints/vomiting.json' with { type: 'json' };
import wristInjury from './data/complaints/wrist-injury.json' with { type: 'json' };
import figures from './data/figures.json' with { type: 'json' };
import shares from './data/shares.json' with { type: 'json' };
import { buildLibrary, type Library, type LibraryData } from './library.ts';

const packs = [
  abdominalPain,
  alteredMentalStatus,
  backPain,
  chestPain,
  dizziness,
  dyspneaChild,
  feverChild,
  fever,
  focalWeakness,
  giBleeding,
  headInjuryChild,
  headInjury,
  headache,
  jointPain,
  kneeInjury,
  skinInfection,
  soreThroat,
  vomiting,
  wristInjury,
];

/** The data files as typed values. What is in them is checked by the tests, not at each start. */
export const libraryData = (): LibraryData => ({ packs, figures, citations, shares }) as LibraryData;

export const loadLibrary = (): Library => buildLibrary(libraryData());
