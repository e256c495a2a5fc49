import citations from './data/citations.json' with { type: 'json' };
import abdominalDistension from './data/complaints/abdominal-distension.json' with { type: 'json' };
import abdominalPain from './data/complaints/abdominal-pain.json' with { type: 'json' };
import abdominalPainChild from './data/complaints/abdominal-pain-child.json' with { type: 'json' };
import abdominalTrauma from './data/complaints/abdominal-trauma.json' with { type: 'json' };
import allergicReaction from './data/complaints/allergic-reaction.json' with { type: 'json' };
import alteredMentalStatus from './data/complaints/altered-mental-status.json' with { type: 'json' };
import ankleInjury from './data/complaints/ankle-injury.json' with { type: 'json' };
import backPain from './data/complaints/back-pain.json' with { type: 'json' };
import chestPain from './data/complaints/chest-pain.json' with { type: 'json' };
import cough from './data/complaints/cough.json' with { type: 'json' };
import dizziness from './data/complaints/dizziness.json' with { type: 'json' };
import dyspnea from './data/complaints/dyspnea.json' with { type: 'json' };
import dyspneaChild from './data/complaints/dyspnea-child.json' with { type: 'json' };
import dysuria from './data/complaints/dysuria.json' with { type: 'json' };
import elbowInjury from './data/complaints/elbow-injury.json' with { type: 'json' };
import fatigue from './data/complaints/fatigue.json' with { type: 'json' };
import fever from './data/complaints/fever.json' with { type: 'json' };
import feverChild from './data/complaints/fever-child.json' with { type: 'json' };
import flankPain from './data/complaints/flank-pain.json' with { type: 'json' };
import focalWeakness from './data/complaints/focal-weakness.json' with { type: 'json' };
import giBleeding from './data/complaints/gi-bleeding.json' with { type: 'json' };
import handNumbness from './data/complaints/hand-numbness.json' with { type: 'json' };
import headInjury from './data/complaints/head-injury.json' with { type: 'json' };
import headInjuryChild from './data/complaints/head-injury-child.json' with { type: 'json' };
import headache from './data/complaints/headache.json' with { type: 'json' };
import hipInjury from './data/complaints/hip-injury.json' with { type: 'json' };
import jaundice from './data/complaints/jaundice.json' with { type: 'json' };
import jointPain from './data/complaints/joint-pain.json' with { type: 'json' };
import kneeInjury from './data/complaints/knee-injury.json' with { type: 'json' };
import legSwelling from './data/complaints/leg-swelling.json' with { type: 'json' };
import palpitations from './data/complaints/palpitations.json' with { type: 'json' };
import pelvicPain from './data/complaints/pelvic-pain.json' with { type: 'json' };
import scrotalPain from './data/complaints/scrotal-pain.json' with { type: 'json' };
import shoulderPain from './data/complaints/shoulder-pain.json' with { type: 'json' };
import skinInfection from './data/complaints/skin-infection.json' with { type: 'json' };
import soreThroat from './data/complaints/sore-throat.json' with { type: 'json' };
import syncope from './data/complaints/syncope.json' with { type: 'json' };
import vaginalBleeding from './data/complaints/vaginal-bleeding.json' with { type: 'json' };
import vomiting from './data/complaints/vomiting.json' with { type: 'json' };
import wristInjury from './data/complaints/wrist-injury.json' with { type: 'json' };
import figures from './data/figures.json' with { type: 'json' };
import shares from './data/shares.json' with { type: 'json' };
import { buildLibrary, type Library, type LibraryData } from './library.ts';

const packs = [
  abdominalDistension,
  abdominalPainChild,
  abdominalPain,
  abdominalTrauma,
  allergicReaction,
  alteredMentalStatus,
  ankleInjury,
  backPain,
  chestPain,
  cough,
  dizziness,
  dyspneaChild,
  dyspnea,
  dysuria,
  elbowInjury,
  fatigue,
  feverChild,
  fever,
  flankPain,
  focalWeakness,
  giBleeding,
  handNumbness,
  headInjuryChild,
  headInjury,
  headache,
  hipInjury,
  jaundice,
  jointPain,
  kneeInjury,
  legSwelling,
  palpitations,
  pelvicPain,
  scrotalPain,
  shoulderPain,
  skinInfection,
  soreThroat,
  syncope,
  vaginalBleeding,
  vomiting,
  wristInjury,
];

/** The data files as typed values. What is in them is checked by the tests, not at each start. */
export const libraryData = (): LibraryData => ({ packs, figures, citations, shares }) as LibraryData;

export const loadLibrary = (): Library => buildLibrary(libraryData());
