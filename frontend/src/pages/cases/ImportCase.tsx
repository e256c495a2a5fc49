import { Alert, Button, FileButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { askJson } from '../../api/client.ts';
import { signInStore } from '../../api/sign-in.ts';
import type { ImportedBody } from '../../api/types.ts';
import { goTo, hrefOf } from '../../app/routes.ts';
import { FileRefused } from '../../ui/FileRefused.tsx';
import { MovedRatios } from '../../ui/MovedRatios.tsx';
import { RemarkList } from '../../ui/RemarkList.tsx';

type Opened = { readonly draft: string } & Pick<ImportedBody, 'moved' | 'notes'>;

/** Brings in a case file that was exported here, or the older system's files in one, as a draft. */
export function ImportCase() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [opened, setOpened] = useState<Opened>();

  const reset = useRef<() => void>(null);

  async function bring(file: File | null) {
    // The same file, mended, must be a choice again.
    reset.current?.();
    if (!file) return;
    setBusy(true);
    setError(undefined);
    setOpened(undefined);
    try {
      const made = await askJson<ImportedBody>('/cases/import?as=draft', { method: 'POST', body: await read(file) });
      const draft = made.session_id ?? (await keptHere(made));
      const { moved, notes } = made;
      if (moved.length + notes.length === 0) return goTo(hrefOf.edit(draft));
      setOpened({ draft, moved, notes });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <div>
      <FileButton accept="application/json,.json" resetRef={reset} onChange={(file) => void bring(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={busy}>
            Import a case file
          </Button>
        )}
      </FileButton>
      <div role="status">
        {opened && (
          <Alert color="blue" mt="sm" title="Imported as a draft">
            <RemarkList remarks={opened.notes} />
            <MovedRatios moved={opened.moved} />
            <a href={hrefOf.edit(opened.draft)}>Open the draft</a>
          </Alert>
        )}
      </div>
      {error !== undefined && <FileRefused error={error} title="The file was not imported" />}
    </div>
  );
}

async function read(file: File): Promise<unknown> {
  const text = await file.text();
  try {
    return JSON.parse(text);
  } catch {
    if (isTable(file, text))
      throw new Error(
        `“${file.name}” is a table, not a case file. An LR matrix that was changed in a spreadsheet belongs to its draft: open the draft, and import the file on “Likelihoods” or “Export”.`,
      );
    throw new Error(`“${file.name}” is not JSON. Choose the file that the export “Case file” writes.`);
  }
}

const isTable = ({ name }: File, text: string): boolean => /\.csv$/i.test(name) || /^"?Feature"?[,;]/i.test(text);

/** The session store is down: the draft lives on this device until it is back. */
async function keptHere(made: ImportedBody): Promise<string> {
  const { keepUnsavedDraft } = await import('../../model/open-draft.ts');
  const { session_id: _, version: __, editing: ___, moved: ____, notes: _____, ...body } = made;
  return keepUnsavedDraft(body, signInStore.get().signedIn?.user ?? '');
}
