import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import { askJson } from '../../api/client.ts';

type Known = { readonly diagnosis: string; readonly icd10: string | null; readonly figures: number };
type Props = { readonly value: string; readonly onChange: (value: string) => void; readonly error: string | undefined };

const pauseMs = 150;

/** The diagnosis, completed from the evidence library; anything else may be typed too. */
export function DiagnosisField({ value, onChange, error }: Props) {
  const [known, setKnown] = useState<readonly Known[]>([]);
  useEffect(() => {
    if (value.trim() === '') return setKnown([]);
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      askJson<Known[]>(`/library?limit=8&q=${encodeURIComponent(value.slice(0, 200))}`, { signal: stop.signal }).then(
        setKnown,
        () => undefined,
      );
    }, pauseMs);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [value]);
  const figuresOf = new Map(known.map(({ diagnosis, figures }) => [diagnosis, figures]));

  return (
    <Autocomplete
      name="diagnosis"
      label="Primary diagnosis"
      description="Never shown to the learner."
      placeholder="Inferior STEMI"
      maxLength={200}
      error={error}
      value={value}
      onChange={onChange}
      data={[...figuresOf.keys()]}
      filter={({ options }) => options}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      renderOption={({ option }) => (
        <span>
          {option.value} <small>{figuresOf.get(option.value)} published figures</small>
        </span>
      )}
    />
  );
}
