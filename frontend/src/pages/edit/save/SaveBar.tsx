import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { SaveState } from '../../../model/draft-state.ts';
import { useDesk, useDraft } from '../desk-context.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import styles from './SaveBar.module.css';

const words: Readonly<Record<SaveState['kind'], string>> = {
  saved: 'Saved',
  saving: 'Saving …',
  offline: 'Offline: kept on this device',
  conflict: 'Waiting for your decision',
};
const marks: Readonly<Record<SaveState['kind'], string>> = { saved: '✓', saving: '↑', offline: '⌂', conflict: '⚠' };

/** Whether the draft is safe, and where; undo and redo. */
export function SaveBar() {
  const desk = useDesk();
  const { sessionId, save, pending, undone, canUndo, canRedo } = useDraft();
  const [telling, setTelling] = useState(false);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !isTyping(event.target);
      // Nothing is undone out of sight, beneath a dialog.
      if (!isUndo || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      void (event.shiftKey ? desk.redo() : desk.undo());
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [desk]);
  return (
    <Group gap="sm">
      <span className={styles.state} data-kind={save.kind} role="status" title={'why' in save ? save.why : undefined}>
        <span aria-hidden="true">{marks[save.kind]} </span>
        {words[save.kind]}
      </span>
      <Button size="xs" variant="default" disabled={pending.length === 0 && !canUndo} onClick={() => void desk.undo()}>
        Undo
      </Button>
      <Button size="xs" variant="default" disabled={undone.length === 0 && !canRedo} onClick={() => void desk.redo()}>
        Redo
      </Button>
      <Button size="xs" variant="default" disabled={sessionId === null} onClick={() => setTelling(true)}>
        History
      </Button>
      {telling && sessionId !== null && <HistoryDialog sessionId={sessionId} onClose={() => setTelling(false)} />}
    </Group>
  );
}

/** Inside a field the browser undoes typing, as people expect. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
