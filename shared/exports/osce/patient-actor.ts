import type { ViewFor } from '../../cases/audience.ts';
import { type Block, cell, type Sheet, section, whole } from './sheet.ts';
import { patientOf, quoted } from './words.ts';

/** What the actor says and shows, and what only if asked. It does not name the diagnosis: nobody gives away what he does not know. */
export function patientActorSheet(view: ViewFor<'patient-actor'>): Sheet {
  const { title, doorChart, presentation, patientPersonality } = view;
  return {
    name: 'patient-actor',
    reader: 'For the simulated patient · not for candidates',
    title,
    blocks: [
      ...(doorChart ? opening(doorChart) : []),
      ...section('What has happened', { kind: 'text', text: presentation, tone: 'plain' }),
      ...section('Who you are', { kind: 'text', text: patientPersonality, tone: 'plain' }),
      ...section(
        'Only if asked',
        { kind: 'text', text: onlyIfAsked, tone: 'plain' },
        {
          kind: 'table',
          caption: 'Answers, each only if asked',
          columns: [
            { heading: 'When the candidate asks about this', width: 42 },
            { heading: 'You say', width: 58 },
          ],
          rows: view.historyQuestions.map(({ question, expectedAnswer }) => [cell(question), cell(quoted(expectedAnswer))]),
        },
        { kind: 'text', text: notScripted, tone: 'note' },
      ),
      ...whole(
        'When you are examined',
        { kind: 'text', text: examined, tone: 'plain' },
        {
          kind: 'table',
          caption: 'What each examination shows',
          columns: [
            { heading: 'The candidate examines', width: 42 },
            { heading: 'There is', width: 58 },
          ],
          rows: view.physicalExamFindings.map(({ examination, findings }) => [cell(examination), cell(findings)]),
        },
      ),
    ],
  };
}

const opening = (doorChart: NonNullable<ViewFor<'patient-actor'>['doorChart']>): Block[] => [
  {
    kind: 'facts',
    items: [
      ['You are', patientOf(doorChart)],
      ['Where', doorChart.setting],
      ['You arrived', doorChart.arrival],
    ],
  },
  { kind: 'heading', text: 'Your first words' },
  { kind: 'text', text: quoted(doorChart.chiefComplaint), tone: 'spoken' },
  { kind: 'text', text: 'Say this when you are asked what brings you here. Then wait to be asked.', tone: 'plain' },
];

const onlyIfAsked =
  'Keep these answers to yourself until a question touches them, in whatever words it comes. Say them in your own way, but do not add to what they tell or soften it. One question, one answer.';
const notScripted =
  'Asked something that is not here? Say “No” or “Not that I know”. Asked what you think it is, say that you hoped to hear that here. Never name an illness that is not in an answer above.';
const examined =
  'Act what can be acted: pain on touch, weakness, breathlessness. Everything else the examiner tells the candidate; you need not pretend it.';
