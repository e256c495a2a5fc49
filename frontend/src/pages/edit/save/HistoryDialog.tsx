import { Button, Group } from '@mantine/core';
import { askJson } from '../../../api/client.ts';
import type { HistoryBody } from '../../../api/types.ts';
import { onServer } from '../../../model/on-server.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Trouble } from '../../../ui/Trouble.tsx';
import { useLoad } from '../../../ui/use-load.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { useDesk } from '../desk-context.tsx';
import styles from './SaveBar.module.css';

type Props = { readonly sessionId: string; readonly onClose: () => void };

const kinds: Readonly<Record<HistoryBody['revisions'][number]['kind'], string>> = {
  created: 'begun',
  edited: 'edited',
  undone: 'undone',
  redone: 'done again',
  regenerated: 'written anew',
};

/** Every write of this draft, newest first, in sentences. */
export function HistoryDialog({ sessionId, onClose }: Props) {
  const desk = useDesk();
  const { value, error, again } = useLoad(sessionId, (signal) =>
    onServer(desk, (id) => askJson<HistoryBody>(`/session/${id}/history`, { signal })),
  );
  return (
    <Dialog title="History of this draft" onClose={onClose}>
      {error !== undefined && <Trouble error={error} onRetry={again} />}
      {!value && error === undefined && <Waiting what="Reading the history" />}
      {value && (
        <ol className={styles.history}>
          {value.revisions.map(({ version, at, by, kind, changes }) => (
            <li key={version}>
              <strong>
                {version}: {kinds[kind]}
              </strong>{' '}
              by {by}, {new Date(at).toLocaleString()}
              <ul>
                {changes.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
      <Group mt="md" justify="flex-end">
        <Button data-first variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Dialog>
  );
}
