import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import styles from './Matrix.module.css';

type Direction = 'down' | 'right' | 'left' | 'stay' | 'none';
type Props = {
  readonly start: string;
  /** Whether typing has begun already: the caret stands after it, else everything is selected. */
  readonly replaces: boolean;
  readonly label: string;
  /** undefined: let it be. Answers whether the text was taken. */
  readonly onDone: (text: string | undefined, direction: Direction) => boolean;
};

/** An open cell. What is typed is nobody else's business until Enter, Tab, or leaving. */
export function CellInput({ start, replaces, label, onDone }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    if (!replaces) input.current?.select();
  }, [replaces]);

  function finish(direction: Direction, cancelled = false) {
    if (done.current) return;
    const text = input.current?.value ?? '';
    const isUnchanged = !replaces && text === start;
    done.current = true;
    if (!onDone(cancelled || isUnchanged || text.trim() === '' ? undefined : text, direction)) {
      done.current = false;
      input.current?.select();
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    const direction = event.key === 'Enter' ? 'down' : event.key === 'Tab' ? (event.shiftKey ? 'left' : 'right') : undefined;
    if (direction) {
      event.preventDefault();
      finish(direction);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      finish('stay', true);
    }
  }

  return (
    <input
      ref={input}
      className={styles.input}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      defaultValue={start}
      onKeyDown={onKeyDown}
      onBlur={() => {
        finish('none');
        // A text that cannot be does not hold the author back: the cell keeps what it had.
        finish('none', true);
      }}
    />
  );
}
