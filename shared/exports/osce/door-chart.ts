import type { ViewFor } from '../../cases/audience.ts';
import type { Sheet } from './sheet.ts';
import { patientOf, quoted, readingsOf } from './words.ts';

/** What hangs on the door: all that a candidate knows before going in. */
export function doorChartSheet({ title, doorChart, presentation }: ViewFor<'learner'>): Sheet {
  return {
    name: 'door-chart',
    reader: 'For the candidate',
    title,
    large: true,
    blocks: [
      ...(doorChart
        ? [
            {
              kind: 'facts' as const,
              items: [
                ['Patient', patientOf(doorChart)],
                ['Comes with', quoted(doorChart.chiefComplaint)],
                ['Where', doorChart.setting],
                ['Arrived', doorChart.arrival],
              ] as const,
            },
            { kind: 'readings' as const, label: 'On arrival', items: readingsOf(doorChart) },
          ]
        : []),
      { kind: 'heading', text: 'What you see' },
      { kind: 'text', text: presentation, tone: 'plain' },
      { kind: 'heading', text: 'Your task' },
      { kind: 'list', ordered: true, items: task },
    ],
  };
}

const task = [
  'Take a focused history from the patient.',
  'Say what you would examine. The examiner tells you what you find.',
  'Say which tests you would order. The examiner tells you the results.',
  'Say what you think is most likely, what else you have considered and why, and what you would do first.',
];
