import { Alert } from '@mantine/core';
import { useDesk, useDraft } from '../desk-context.tsx';
import styles from './SaveBar.module.css';

/** What the author should know of the draft's fate. */
export function Notes() {
  const desk = useDesk();
  const { note, record } = useDraft();
  return (
    <div role="status" className={styles.notes}>
      {note && (
        <Alert color="blue" withCloseButton closeButtonLabel="Dismiss" onClose={() => desk.dismissNote()}>
          {note}
        </Alert>
      )}
      {record.generation.notes.length > 0 &&
        record.generation.notes.some((text) => /missing|could not|not available/i.test(text)) && (
          <Alert color="yellow">
            {record.generation.notes.filter((text) => /missing|could not|not available/i.test(text)).join(' ')}
          </Alert>
        )}
    </div>
  );
}
