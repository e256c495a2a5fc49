import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { ask, askJson } from '../../api/client.ts';
import type { DraftBody, StoredBody } from '../../api/types.ts';
import { goTo, hrefOf } from '../../app/routes.ts';
import { Trouble } from '../../ui/Trouble.tsx';

type Props = { readonly caseId: number; readonly version: number; readonly body: StoredBody };

/** What can be done with a case: each opens something new, nothing changes the case itself. */
export function CaseActions({ caseId, version, body }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [retired, setRetired] = useState<boolean>();

  async function run(work: () => Promise<void>) {
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  }
  const edit = () =>
    run(async () => {
      const draft = await askJson<DraftBody>(`/case/${caseId}/edit`, { method: 'POST', body: { version } });
      goTo(hrefOf.edit(draft.session_id));
    });
  const fork = () =>
    run(async () => {
      const { case_id: _, version: __, created_at: ___, ...whole } = body;
      const draft = await askJson<DraftBody>('/sessions', { method: 'POST', body: { case: whole } });
      goTo(hrefOf.edit(draft.session_id));
    });
  const retire = (on: boolean) =>
    run(async () => {
      await ask(`/case/${caseId}/${on ? 'retire' : 'restore'}`, { method: 'POST', body: {} });
      setRetired(on);
    });

  return (
    <div>
      <Group gap="xs">
        <Button component="a" href={hrefOf.practice(caseId)} variant="light">
          Practise
        </Button>
        <Button disabled={busy} onClick={() => void edit()}>
          Edit
        </Button>
        <Button disabled={busy} variant="default" onClick={() => void fork()}>
          Copy to a new draft
        </Button>
        {retired ? (
          <Button disabled={busy} variant="default" onClick={() => void retire(false)}>
            Restore
          </Button>
        ) : (
          <Button disabled={busy} variant="default" onClick={() => void retire(true)}>
            Retire
          </Button>
        )}
      </Group>
      <span role="status">{retired && 'Retired: the lists do not show it any more.'}</span>
      {error !== undefined && <Trouble error={error} />}
    </div>
  );
}
