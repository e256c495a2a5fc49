import { Button, Group, Input, SegmentedControl, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DiagnosisField } from './DiagnosisField.tsx';
import styles from './GeneratePage.module.css';
import type { Order } from './generation.ts';

export type Asked = Pick<Order, 'description' | 'primary_diagnosis' | 'difficulty' | 'seed'>;

const difficulties = [
  { value: 'typical', label: 'Typical', note: 'Most findings point to the diagnosis.' },
  { value: 'atypical', label: 'Atypical', note: 'Some findings point elsewhere; the diagnosis still comes out on top.' },
  { value: 'sparse', label: 'Sparse', note: 'Few findings discriminate: the learner has to ask the right ones.' },
] as const;

export function OrderForm({ busy, onAsk }: { readonly busy: boolean; readonly onAsk: (asked: Asked) => void }) {
  const [description, setDescription] = useState('');
  const [diagnosis, setDiagnosis] = useState('');
  const [difficulty, setDifficulty] = useState<Order['difficulty']>('typical');
  const [seed, setSeed] = useState('');
  const [tried, setTried] = useState(false);
  const errors = {
    description: description.trim().length < 3 ? 'Say at least who the patient is and what they complain of.' : undefined,
    diagnosis: diagnosis.trim().length < 2 ? 'Name the diagnosis that the case is about.' : undefined,
    seed: seed !== '' && !/^\d{1,15}$/.test(seed) ? 'A whole number, 0 or more.' : undefined,
  };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    const wrong = Object.entries(errors).find(([, error]) => error);
    if (wrong) return event.currentTarget.querySelector<HTMLElement>(`[name=${wrong[0]}]`)?.focus();
    onAsk({
      description: description.trim(),
      primary_diagnosis: diagnosis.trim(),
      difficulty,
      ...(seed === '' ? {} : { seed: Number(seed) }),
    });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Textarea
        name="description"
        label="Patient"
        description="Age, sex, complaint; findings that you name or deny are taken over (“sweating, no fever”)."
        placeholder="58-year-old man, chest pressure since breakfast, diabetic, smoker"
        minRows={3}
        rows={3}
        maxLength={8000}
        error={tried && errors.description}
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <DiagnosisField value={diagnosis} onChange={setDiagnosis} error={tried ? errors.diagnosis : undefined} />
      <div className={styles.more}>
        <Input.Wrapper
          label="Difficulty"
          labelElement="div"
          description={difficulties.find(({ value }) => value === difficulty)?.note}
          inputWrapperOrder={['label', 'input', 'description']}
        >
          <div>
            <SegmentedControl
              aria-label="Difficulty"
              mb={4}
              value={difficulty}
              onChange={(value) => setDifficulty(value as Order['difficulty'])}
              data={difficulties.map(({ value, label }) => ({ value, label }))}
            />
          </div>
        </Input.Wrapper>
        <TextInput
          className={styles.seed}
          name="seed"
          label="Seed (optional)"
          inputMode="numeric"
          description="The same seed gives the same library case."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={tried && errors.seed}
          value={seed}
          onChange={({ currentTarget }) => setSeed(currentTarget.value.trim())}
        />
      </div>
      <Group>
        <Button type="submit" disabled={busy}>
          Write the case
        </Button>
        <Text size="sm" c="dimmed">
          The result is a draft; nothing is saved as a case before you say so.
        </Text>
      </Group>
    </form>
  );
}
