import citations from './data/citations.json' with { type: 'json' };
import backPain from './data/complaints/back-pain.json' with { type: 'json' };
import giBleeding from './data/complaints/gi-bleeding.json' with { type: 'json' };
import headInjury from './data/complaints/head-injury.json' with { type: 'json' };
import headache from './data/complaints/headache.json' with { type: 'json' };
import skinInfection from './data/complaints/skin-infection.json' with { type: 'json' };
import soreThroat from './data/complaints/sore-throat.json' with { type: 'json' };
import figures from './data/figures.json' with { type: 'json' };
import shares from './data/shares.json' with { type: 'json' };
import { buildLibrary, type Library, type LibraryData } from './library.ts';

const packs = [backPain, giBleeding, headInjury, headache, skinInfection, soreThroat];

/** The data files as typed values. What is in them is checked by the tests, not at each start. */
export const libraryData = (): LibraryData => ({ packs, figures, citations, shares }) as LibraryData;

export const loadLibrary = (): Library => buildLibrary(libraryData());
