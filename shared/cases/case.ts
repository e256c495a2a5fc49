import * as z from 'zod';
import { Finding } from './finding.ts';
import { Framework } from './framework.ts';
import { Citation, Provenance } from './provenance.ts';

/** Vital signs: beats/min, mmHg, breaths/min, °C, % on room air, mmol/L. */
export const Vitals = z.strictObject({
  heartRate: z.number(),
  systolic: z.number(),
  diastolic: z.number(),
  respiratoryRate: z.number(),
  temperature: z.number(),
  oxygenSaturation: z.number(),
  glucose: z.number().nullable(),
});
export type Vitals = z.infer<typeof Vitals>;

/** What hangs on the door of the room: all that a learner knows before going in. */
export const DoorChart = z.strictObject({
  name: z.string(),
  age: z.number().nonnegative(),
  sex: z.enum(['male', 'female']),
  setting: z.string(),
  arrival: z.string(),
  chiefComplaint: z.string(),
  vitals: Vitals,
});
export type DoorChart = z.infer<typeof DoorChart>;

/** P(finding present | leaf) with its source, by leaf id. */
export const LikelihoodCell = z.strictObject({ probability: z.number().min(0.005).max(0.995), provenance: Provenance });
export type LikelihoodCell = z.infer<typeof LikelihoodCell>;

export const Difficulty = z.enum(['typical', 'atypical', 'sparse']);
export type DifficultyLabel = z.infer<typeof Difficulty>;

/** One call to a language model: tokens as the provider counts them, cost in US dollars where the price is known. */
export const ModelCall = z.strictObject({
  name: z.string(),
  model: z.string(),
  provider: z.string(),
  input: z.number(),
  cachedInput: z.number(),
  output: z.number(),
  elapsedMs: z.number(),
  attempts: z.number(),
  costUsd: z.number().nullable(),
});
export type ModelCall = z.infer<typeof ModelCall>;

/** Who wrote the case, and what it took. */
export const Generation = z.strictObject({
  model: z.string(),
  requestedModel: z.string().nullable(),
  temperature: z.number(),
  seed: z.number().nullable(),
  difficulty: Difficulty,
  chiefComplaint: z.string().nullable(),
  promptVersion: z.string().nullable(),
  tokens: z.strictObject({ input: z.number(), output: z.number() }).nullable(),
  costUsd: z.number().nullable(),
  /** Every call that a model was paid for. */
  calls: z.array(ModelCall).default([]),
  notes: z.array(z.string()),
});
export type Generation = z.infer<typeof Generation>;

/** The record: everything else is a view of it. */
export const CaseRecord = z.strictObject({
  title: z.string(),
  description: z.string(),
  primaryDiagnosis: z.string(),
  /** Other names of the primary diagnosis, which a learner must not read either. */
  primaryAliases: z.strictObject({ names: z.array(z.string()), abbreviations: z.array(z.string()) }),
  doorChart: DoorChart.nullable(),
  presentation: z.string(),
  patientPersonality: z.string(),
  objectives: z.array(z.string()),
  findings: z.array(Finding),
  framework: Framework,
  /** likelihoods[finding id][leaf id] */
  likelihoods: z.record(z.string(), z.record(z.string(), LikelihoodCell)),
  citations: z.array(Citation),
  generation: Generation,
});
export type CaseRecord = z.infer<typeof CaseRecord>;
