import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { readPercent } from '../../../ui/numbers.ts';
import styles from './framework.module.css';

type Props = { readonly tier: 2 | 3; readonly onAdd: (name: string, prior: number | undefined) => void };

export function AddForm({ tier, onAdd }: Props) {
  const [name, setName] = useState('');
  const [prior, setPrior] = useState('');
  const typed = prior.trim() === '' ? undefined : readPercent(`${prior.replace('%', '')}%`);
  const isReady = name.trim() !== '' && (prior.trim() === '' || (typed !== undefined && typed > 0 && typed < 1));
  return (
    <div className={styles.line}>
      <TextInput
        label={`Add below, in tier ${tier}`}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {tier === 3 && (
        <TextInput
          label="Prior, %"
          inputMode="decimal"
          value={prior}
          onChange={({ currentTarget }) => setPrior(currentTarget.value)}
        />
      )}
      <Button variant="default" disabled={!isReady} onClick={() => onAdd(name, typed)}>
        Add
      </Button>
    </div>
  );
}
