import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import type { Finding } from '../../../../../shared/cases/finding.ts';
import { Field } from '../../../ui/Field.tsx';
import { useEdit } from '../desk-context.tsx';
import styles from './details.module.css';

type Props = {
  readonly finding: Finding;
  readonly pointer: string;
  readonly place: { readonly isFirst: boolean; readonly isLast: boolean };
  readonly isLocked: boolean;
  readonly onLock: () => void;
  readonly onMove: (by: -1 | 1) => void;
};

type Words = readonly [wire: string, label: string, value: string, lines: number];

const stateOf = ({ present }: Finding): string => (present === null ? 'unknown' : present ? 'present' : 'absent');

/** One finding: what it is, its state, and what the learner asks and gets. */
export const FindingFields = memo(
  function FindingFields({ finding, pointer, place, isLocked, onLock, onMove }: Props) {
    const edit = useEdit();
    const { id } = finding;
    const set = (words: object, key?: string) =>
      edit({ operations: [{ op: 'set-finding', finding_id: id, ...words } as never] }, key && `${id}.${key}`)?.message;
    const state = stateOf(finding);
    return (
      <li className={styles.finding} data-state={state}>
        <div className={styles.first}>
          <Field
            label="Finding"
            required
            pointer={`${pointer}/finding`}
            value={finding.finding}
            onSave={(text) => set({ finding: text }, 'finding')}
          />
          <SegmentedControl
            aria-label={`State of ${finding.finding}`}
            color="petrol"
            size="xs"
            value={state}
            onChange={(value) => set({ present: value === 'present' })}
            data={[
              { value: 'present', label: 'Present' },
              { value: 'absent', label: 'Absent' },
              ...(state === 'unknown' ? [{ value: 'unknown', label: '?' }] : []),
            ]}
          />
          <div className={styles.moves}>
            <Button
              size="compact-sm"
              variant={isLocked ? 'light' : 'default'}
              aria-label={`${isLocked ? 'Locked' : 'Lock'}: ${finding.finding}`}
              aria-pressed={isLocked}
              title="A locked finding is left as it is when its list is written anew"
              onClick={onLock}
            >
              {isLocked ? 'Locked' : 'Lock'}
            </Button>
            <ActionIcon
              variant="default"
              aria-label={`Move ${finding.finding} up`}
              disabled={place.isFirst}
              onClick={() => onMove(-1)}
            >
              ↑
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={`Move ${finding.finding} down`}
              disabled={place.isLast}
              onClick={() => onMove(1)}
            >
              ↓
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={`Remove ${finding.finding}`}
              onClick={() => edit({ operations: [{ op: 'remove-finding', finding_id: id }] })}
            >
              ×
            </ActionIcon>
          </div>
        </div>
        <div className={styles.words}>
          {wordsOf(finding).map(([wire, label, value, lines]) => (
            <Field
              key={wire}
              label={label}
              lines={lines}
              pointer={`${pointer}/${wire}`}
              value={value}
              onSave={(text) => set({ [wire]: text }, wire)}
            />
          ))}
        </div>
      </li>
    );
  },
  // `onMove` and `onLock` are made anew at every rendering, and depend on nothing but the order.
  (a, b) =>
    a.finding === b.finding &&
    a.pointer === b.pointer &&
    a.isLocked === b.isLocked &&
    a.place.isFirst === b.place.isFirst &&
    a.place.isLast === b.place.isLast,
);

function wordsOf(finding: Finding): Words[] {
  switch (finding.category) {
    case 'history':
      return [
        ['question', 'The learner asks', finding.question, 2],
        ['expected_answer', 'The patient says', finding.expectedAnswer, 2],
      ];
    case 'physical_exam':
      return [
        ['examination', 'The learner examines', finding.examination, 1],
        ['findings', 'What is found', finding.findings, 2],
      ];
    case 'diagnostic_workup':
      return [
        ['test', 'The learner orders', finding.test, 1],
        ['result', 'Result', finding.result, 2],
        ['rationale', 'Why order it', finding.rationale, 2],
      ];
  }
}
