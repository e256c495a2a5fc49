import { Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import styles from './Field.module.css';

type Props = {
  readonly label: string;
  readonly value: string;
  /** Called when typing pauses and when the field is left; says what is wrong with the text, if anything. */
  readonly onSave: (text: string) => string | undefined;
  /** Where the value stands in the API's reply, which is how audits point at it. */
  readonly pointer?: string;
  readonly lines?: number;
  readonly hideLabel?: boolean;
  readonly required?: boolean;
  readonly numeric?: boolean;
  readonly placeholder?: string;
};

const pauseMs = 400;

/** A text that saves itself. What is typed stays in the field alone until it pauses: keystrokes cost nothing elsewhere. */
export function Field({ label, value, onSave, pointer, lines, hideLabel, required, numeric, placeholder }: Props) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  const timer = useRef<number>(undefined);
  const focused = useRef(false);
  const latest = useRef({ text, saved: value, onSave });
  latest.current.onSave = onSave;

  useEffect(() => {
    // Somebody who is typing keeps their text; a field that only has the focus follows.
    const isUntouched = latest.current.text === latest.current.saved;
    latest.current.saved = value;
    if (!focused.current || isUntouched) {
      latest.current.text = value;
      setText(value);
    }
  }, [value]);

  function save() {
    window.clearTimeout(timer.current);
    const now = latest.current;
    if (now.text === now.saved) return;
    if (required && now.text.trim() === '') return setError('must not be empty');
    now.saved = now.text;
    setError(now.onSave(now.text));
  }
  useEffect(() => save, []);

  const shared = {
    'aria-label': hideLabel ? label : undefined,
    label: hideLabel ? undefined : label,
    'data-pointer': pointer,
    placeholder,
    value: text,
    error,
    onFocus: () => {
      focused.current = true;
    },
    onBlur: () => {
      focused.current = false;
      save();
    },
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      latest.current.text = currentTarget.value;
      setText(currentTarget.value);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(save, pauseMs);
    },
  };
  return lines === undefined ? (
    <TextInput {...shared} inputMode={numeric ? 'decimal' : undefined} />
  ) : (
    <Textarea {...shared} rows={lines} classNames={{ input: styles.grows }} />
  );
}
