import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import styles from './framework.module.css';
import type { Node } from './tree.ts';

type Props = {
  readonly label: string;
  readonly action: string;
  readonly choices: readonly Node[];
  readonly onChoose: (id: string) => void;
};

export function ChooseForm({ label, action, choices, onChoose }: Props) {
  const [chosen, setChosen] = useState(choices[0]?.id ?? '');
  return (
    <div className={styles.line}>
      <NativeSelect
        label={label}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button variant="default" onClick={() => onChoose(chosen)}>
        {action}
      </Button>
    </div>
  );
}
