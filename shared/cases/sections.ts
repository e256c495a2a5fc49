import type { FindingCategory } from './finding.ts';

/** The parts of a case that can be written anew one by one, by their names in the contract. */
export const sections = [
  'title',
  'presentation',
  'patient_personality',
  'objectives',
  'history_questions',
  'physical_exam_findings',
  'diagnostic_workup',
] as const;
export type Section = (typeof sections)[number];
export type TextSection = 'title' | 'presentation' | 'patient_personality' | 'objectives';
export type FindingSection = Exclude<Section, TextSection>;

const categories: Readonly<Record<FindingSection, FindingCategory>> = {
  history_questions: 'history',
  physical_exam_findings: 'physical_exam',
  diagnostic_workup: 'diagnostic_workup',
};

/** The category of findings that a section lists; undefined for a text. */
export const categoryOf = (section: Section): FindingCategory | undefined =>
  (categories as Readonly<Partial<Record<Section, FindingCategory>>>)[section];

/** Where a text stands in the record. */
export const textField = {
  title: 'title',
  presentation: 'presentation',
  patient_personality: 'patientPersonality',
  objectives: 'objectives',
} as const satisfies Record<TextSection, string>;
