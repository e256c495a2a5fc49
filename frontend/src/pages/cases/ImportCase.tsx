import { Alert, Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { askJson } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { signInStore } from '../../api/sign-in.ts';
import type { ImportedBody } from '../../api/types.ts';
import { goTo, hrefOf } from '../../app/routes.ts';
import { Trouble } from '../../ui/Trouble.tsx';

type Opened = { readonly draft: string; readonly remarks: readonly string[] };

/** Brings in a case file that was exported here, or the older system's files in one, as a draft. */
export function ImportCase() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [opened, setOpened] = useState<Opened>();

  async function bring(file: File | null) {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    setOpened(undefined);
    try {
      const made = await askJson<ImportedBody>('/cases/import?as=draft', { method: 'POST', body: await read(file) });
      const draft = made.session_id ?? (await keptHere(made));
      const remarks = [...made.notes, ...made.moved.map(movedWords)];
      if (remarks.length === 0) return goTo(hrefOf.edit(draft));
      setOpened({ draft, remarks });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  const places = error instanceof ApiProblem ? (error.body.errors ?? []) : [];
  return (
    <div>
      <FileButton accept="application/json,.json" onChange={(file) => void bring(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={busy}>
            Import a case file
          </Button>
        )}
      </FileButton>
      <div role="status">
        {opened && (
          <Alert color="blue" mt="sm" title="Imported as a draft">
            <ul>
              {opened.remarks.slice(0, 20).map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
            <a href={hrefOf.edit(opened.draft)}>Open the draft</a>
          </Alert>
        )}
      </div>
      {error !== undefined && <Trouble error={error} title="The file was not imported" />}
      {places.length > 0 && (
        <ul>
          {places.slice(0, 8).map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path} {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

async function read(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new Error(`“${file.name}” is not JSON. Choose the file that the export “Case file” writes.`);
  }
}

/** The session store is down: the draft lives on this device until it is back. */
async function keptHere(made: ImportedBody): Promise<string> {
  const { keepUnsavedDraft } = await import('../../model/open-draft.ts');
  const { session_id: _, version: __, editing: ___, moved: ____, notes: _____, ...body } = made;
  return keepUnsavedDraft(body, signInStore.get().signedIn?.user ?? '');
}

const movedWords = ({ feature_name, diagnostic_bucket, asked, got }: ImportedBody['moved'][number]): string =>
  `LR of ${feature_name} for ${diagnostic_bucket}: ${asked} in the file, ${got} here, because those of a finding must agree with each other.`;
