import { ActionIcon, Button } from '@mantine/core';
import { Field } from '../../../ui/Field.tsx';
import styles from './details.module.css';

type Props = { readonly objectives: readonly string[]; readonly onSave: (objectives: string[]) => string | undefined };

export function Objectives({ objectives, onSave }: Props) {
  return (
    <fieldset className={styles.plain}>
      <legend className={styles.legend}>Objectives</legend>
      {objectives.map((objective, i) => (
        <div key={i} className={styles.objective}>
          <Field
            hideLabel
            label={`Objective ${i + 1}`}
            value={objective}
            pointer={`/case_details/objectives/${i}`}
            onSave={(text) => onSave(objectives.with(i, text))}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={`Remove objective ${i + 1}`}
            onClick={() => onSave(objectives.toSpliced(i, 1))}
          >
            ×
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button size="xs" variant="default" onClick={() => onSave([...objectives, 'New objective'])}>
          Add an objective
        </Button>
      </div>
    </fieldset>
  );
}
