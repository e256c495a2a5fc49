import { pick } from '../random.ts';
import type { Random } from '../template.ts';

/** How a patient (or whoever speaks for them) comes across, for the actor and the simulator. */
export type Personality = { readonly text: string; readonly voice: Voice };
/** Which of the written answers suits: the shortest, the longest, or any. */
export type Voice = 'terse' | 'plain' | 'talkative';

const working = [
  'Drives a night bus',
  'Runs a print shop',
  'Teaches chemistry at a secondary school',
  'Fits kitchens',
  'Keeps the accounts of a haulage firm',
  'Works the tills at a garden centre',
  'Is a hospital porter at another site',
  'Bakes for three cafés and has been up since four',
  'Manages a call centre',
  'Repairs lifts',
  'Is a childminder with four toddlers waiting',
  'Edits a local newspaper',
  'Cleans offices in the evenings',
  'Sells cars',
  'Grows vegetables for restaurants',
  'Writes software from home',
  'Is between jobs and does not like to be asked',
  'Cuts hair in a two-chair shop',
];
const retired = [
  'Retired from the railways',
  'Kept the village post office for thirty years',
  'Retired head teacher',
  'Once sailed with the merchant navy',
  'Widowed last spring and managing alone',
  'Looks after a husband or wife with memory trouble',
  'Retired midwife',
  'Still does the books for the bowls club',
  'Tends an allotment every morning',
  'Former market trader',
  'Retired draughtsman',
  'Volunteers at the library on Thursdays',
];
const young = [
  'First-year student, far from home',
  'Apprentice electrician',
  'Works weekends in a cinema',
  'Plays hockey for the county',
  'Studying for final school exams',
  'Barista with an early shift tomorrow',
  'Delivers parcels by bicycle',
  'Junior chef, cannot afford to miss a service',
];

const manners: readonly { voice: Voice; text: string }[] = [
  { voice: 'terse', text: 'Hates fuss and gives short answers; plays things down until somebody sits and asks plainly.' },
  { voice: 'terse', text: 'Says as little as possible and waits to be asked the next thing.' },
  { voice: 'terse', text: 'Polite but guarded; has had a bad hospital stay before and is not keen to repeat it.' },
  { voice: 'terse', text: 'Impatient, keeps looking at the clock, and answers before the question is finished.' },
  { voice: 'terse', text: 'Embarrassed to be here at all and apologises to the nurse more than once.' },
  { voice: 'plain', text: 'Level-headed and cooperative; answers what is asked, and asks back what each test is for.' },
  { voice: 'plain', text: 'Calm on the surface, but holds on to the rail of the trolley while talking.' },
  { voice: 'plain', text: 'Dry sense of humour that fades when the questions become serious.' },
  { voice: 'plain', text: 'Careful with facts: corrects small mistakes, and says so when unsure.' },
  { voice: 'plain', text: 'Tired and a little flat; warms to anyone who uses the right name.' },
  { voice: 'plain', text: 'Trusts doctors, perhaps too readily, and agrees with leading questions unless given a choice.' },
  { voice: 'talkative', text: 'Talks easily and wanders off the point; needs to be brought back, and does not mind.' },
  { voice: 'talkative', text: 'Worried, has read too much on the way in, and wants to know what each answer means.' },
  { voice: 'talkative', text: 'Cheerful and chatty with everyone; the cheer is thinner when left alone.' },
  { voice: 'talkative', text: 'Tells everything as a story with the day, the hour and who else was there.' },
  { voice: 'talkative', text: 'Frightened, and speaks faster the longer nobody explains what is going on.' },
];

const parents: readonly { voice: Voice; text: string }[] = [
  { voice: 'plain', text: 'The mother speaks: calm, observant, a list of times on her phone. The child watches from her lap.' },
  { voice: 'talkative', text: 'The father speaks, tired and worried; he repeats himself and wants somebody senior.' },
  { voice: 'terse', text: 'The mother speaks; she has not slept, answers in half-sentences, and is close to tears.' },
  { voice: 'talkative', text: 'Both parents are here and finish each other’s sentences; they disagree about when it began.' },
  { voice: 'plain', text: 'The grandmother brought the child in and has looked after three of her own; she is matter-of-fact.' },
  { voice: 'terse', text: 'The father speaks; first child, first hospital visit, afraid of asking something foolish.' },
  {
    voice: 'talkative',
    text: 'The mother speaks and worries that she waited too long; she relaxes when told what is being looked for.',
  },
];

/** Who the companion is stands in the story; here only how they speak, so that the two cannot disagree. */
const companions: readonly { voice: Voice; text: string }[] = [
  {
    voice: 'plain',
    text: 'The companion does the talking: calm, sees the patient every day and knows what is normal. The patient drifts in and out.',
  },
  {
    voice: 'terse',
    text: 'The companion answers in as few words as will do, and keeps an eye on the clock. The patient looks from one face to the next.',
  },
  {
    voice: 'talkative',
    text: 'The companion is anxious, with a carrier bag of medicines and a great deal to tell. The patient says little that helps.',
  },
  {
    voice: 'plain',
    text: 'The companion has the last week written down and reads from it. The patient answers to a name and little else.',
  },
  { voice: 'terse', text: 'The companion is shaken and has to be asked everything twice. The patient plucks at the sheet.' },
  {
    voice: 'talkative',
    text: 'The companion goes over the same minutes again and again, each time with one more detail. The patient seems not to listen.',
  },
];

/** The voice of a text that one of these manners stands in; plain where an author has found other words. */
export const voiceOf = (text: string): Voice =>
  [...manners, ...parents, ...companions].find((manner) => text.includes(manner.text))?.voice ?? 'plain';

export function drawPersonality(informant: 'patient' | 'parent' | 'companion', age: number, random: Random): Personality {
  if (informant === 'parent') return pick(parents, random);
  if (informant === 'companion') return pick(companions, random);
  const manner = pick(manners, random);
  if (age < 16)
    return { voice: manner.voice, text: `Answers for ${'{himself}'}, with a parent beside the trolley. ${manner.text}` };
  const occupation = pick(age >= 68 ? retired : age < 24 ? young : working, random);
  return { voice: manner.voice, text: `${occupation}. ${manner.text}` };
}
