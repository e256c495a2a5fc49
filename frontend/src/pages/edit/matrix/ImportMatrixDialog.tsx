import { Alert, Button, FileButton, Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { TierLevel } from '../../../../../shared/cases/framework.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { type MatrixImport, matrixImport } from '../../../model/matrix-import.ts';
import { ServerNeeded } from '../../../model/on-server.ts';
import { useStore } from '../../../model/store.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FileRefused } from '../../../ui/FileRefused.tsx';
import { useDesk } from '../desk-context.tsx';
import { Taken } from './Taken.tsx';

const tiers = [
  { value: '1', label: 'Tier 1: broad' },
  { value: '2', label: 'Tier 2' },
  { value: '3', label: 'Tier 3: diagnoses' },
];

export function ImportMatrixDialog() {
  const desk = useDesk();
  const state = useStore(matrixImport(desk).store);
  useEffect(() => matrixImport(desk).close, [desk]);
  return state && <Opened state={state} />;
}

function Opened({ state }: { readonly state: MatrixImport }) {
  const { setTier, choose, send, close } = matrixImport(useDesk());
  const { tier, file, busy, error, taken } = state;
  const reset = useRef<() => void>(null);
  const closing = useRef<HTMLButtonElement>(null);
  // “Import” goes once it is done: whoever pressed it by keyboard goes on from here.
  useEffect(() => taken && closing.current?.focus({ preventScroll: true }), [taken]);
  const chosen = (one: File | null) => {
    // The same file, changed once more, must be a choice again.
    reset.current?.();
    if (one) void choose(one);
  };
  return (
    <Dialog title="Import a changed LR matrix" onClose={() => busy || close()}>
      <Text size="sm" mb="sm">
        The file that the export “LR matrix (CSV)” writes, with other numbers in its cells; rows and columns stay as they are. The
        cells that differ from this draft become one edit of it: “Undo” takes it back.
      </Text>
      <Group gap="sm" mb="sm">
        <FileButton accept=".csv,text/csv" resetRef={reset} onChange={chosen} disabled={busy}>
          {(props) => (
            <Button {...props} data-first variant={file ? 'default' : 'filled'} disabled={busy}>
              {file ? 'Choose another file' : 'Choose a CSV file'}
            </Button>
          )}
        </FileButton>
        {file && <Text size="sm">{file.name}</Text>}
      </Group>
      {file && (
        <NativeSelect
          label="Tier of the file"
          description={
            file.tier ? 'The name of the file says it.' : 'The name of the file does not say it; this is the one you looked at.'
          }
          value={`${tier}`}
          data={tiers}
          disabled={busy}
          onChange={({ currentTarget }) => setTier(Number(currentTarget.value) as TierLevel)}
        />
      )}
      <div role="status">
        {busy && <p>Importing …</p>}
        {taken && <Taken taken={taken} tier={tier} />}
      </div>
      {error !== undefined && <Refused error={error} tier={tier} />}
      <Group mt="md" justify="flex-end">
        <Button ref={closing} variant="default" disabled={busy} onClick={close}>
          Close
        </Button>
        {file && <Button onClick={() => void send()}>Import</Button>}
      </Group>
    </Dialog>
  );
}

function Refused({ error, tier }: { readonly error: unknown; readonly tier: TierLevel }) {
  if (error instanceof ServerNeeded)
    return (
      <Alert color="red" role="alert" title="An import needs the server" mt="sm">
        {error.message}
      </Alert>
    );
  const hint = isOfAnother(error) && (
    <Text size="sm">
      Rows and columns are not those of tier {tier} of this draft. The file may be of another tier, of another case, or from
      before findings or diagnoses were changed here.
    </Text>
  );
  return <FileRefused error={error} title="The file was not imported; nothing has changed" hint={hint} />;
}

/** Headings and names of findings that the draft does not have, or that the file lacks. */
const isOfAnother = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.body.errors ?? []).some(({ path }) => /^row( 1)?$|^row 1, column (?!1$)|^row (?!1,)\d+, column 1$/.test(path));
