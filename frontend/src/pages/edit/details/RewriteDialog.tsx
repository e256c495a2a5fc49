import { Button, Group, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Section } from '../../../../../shared/cases/sections.ts';
import { askJson } from '../../../api/client.ts';
import type { DraftBody } from '../../../api/types.ts';
import { chosenModel, modelsStore } from '../../../app/models.ts';
import { onServer } from '../../../model/on-server.ts';
import { useStore } from '../../../model/store.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Trouble } from '../../../ui/Trouble.tsx';
import { useDesk } from '../desk-context.tsx';

type Rewritten = DraftBody & { readonly changes: readonly string[] };
type Props = { readonly section: Section; readonly name: string; readonly onClose: () => void };

/** Has one part written anew by the model of the sidebar, after a wish if there is one, and shows what it changed. */
export function RewriteDialog({ section, name, onClose }: Props) {
  const desk = useDesk();
  const model = chosenModel(useStore(modelsStore));
  const [wish, setWish] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [changes, setChanges] = useState<readonly string[]>();
  const stop = useRef(new AbortController());
  useEffect(() => {
    const mine = new AbortController();
    stop.current = mine;
    return () => mine.abort();
  }, []);
  const takesWishes = model !== undefined && model.id !== 'library';

  async function write() {
    setBusy(true);
    setError(undefined);
    const { signal } = stop.current;
    try {
      const instruction = takesWishes && wish.trim() !== '' ? { instruction: wish.trim() } : {};
      const order = { section, ...(model ? { model: model.id } : {}), ...instruction };
      const reply = await onServer(desk, (session_id) =>
        askJson<Rewritten>('/regenerate-section', { method: 'POST', body: { session_id, ...order }, signal }),
      );
      desk.adopt(reply);
      setChanges(reply.changes);
    } catch (failure) {
      if (signal.aborted) return;
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <Dialog title={`Write the ${name} anew`} onClose={onClose}>
      <Text size="sm" mb="sm">
        {model ? `${model.label} writes this part anew` : 'This part is written anew'}; everything else stays, and so does what is
        locked. “Undo” takes it back.
      </Text>
      <Textarea
        data-first
        label="What should be different? (optional)"
        description={takesWishes ? undefined : 'Only a language model can follow a wish: choose one in the sidebar.'}
        rows={3}
        maxLength={1000}
        disabled={!takesWishes || busy}
        value={wish}
        onChange={({ currentTarget }) => setWish(currentTarget.value)}
      />
      <div role="status">
        {busy && <p>Writing …</p>}
        {changes && (
          <>
            <p>{changes.length === 0 ? 'It came back the same.' : 'What changed:'}</p>
            <ul>
              {changes.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      {error !== undefined && <Trouble error={error} />}
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {busy ? 'Cancel' : 'Close'}
        </Button>
        <Button disabled={busy} onClick={() => void write()}>
          {changes ? 'Write it once more' : 'Write it anew'}
        </Button>
      </Group>
    </Dialog>
  );
}
