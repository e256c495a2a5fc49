import { Alert, Button, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem } from '../../../api/problem.ts';
import type { Audit } from '../../../api/types.ts';
import { goTo, hrefOf } from '../../../app/routes.ts';
import { finalizeDraft } from '../../../model/finalize-draft.ts';
import { Section } from '../../../ui/Section.tsx';
import { Trouble } from '../../../ui/Trouble.tsx';
import { useDesk, useDraft } from '../desk-context.tsx';
import { AuditList } from '../insights/AuditList.tsx';

/** Makes the draft final: a new case, or the next version of the one that it came from. */
export default function FinishTab({ audits }: { readonly audits: readonly Audit[] }) {
  const desk = useDesk();
  const { id, record, origin } = useDraft();
  const [reason, setReason] = useState('');
  const [saveAs, setSaveAs] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const blocking = audits.filter(({ severity }) => severity === 'blocking');
  const latest = error instanceof ApiProblem ? error.body.latest_version : undefined;

  async function finalize() {
    setBusy(true);
    setError(undefined);
    try {
      const { made, hasMore } = await finalizeDraft(desk, {
        ...(reason.trim() === '' ? {} : { override_reason: reason.trim() }),
        ...(saveAs === '' ? {} : { save_as: saveAs }),
      });
      if (!hasMore) {
        await desk.forget();
        return goTo(hrefOf.case(made.case_id));
      }
      desk.continueFrom({ case_id: made.case_id, version: made.version });
      desk.tell(
        `Case ${made.case_id}, version ${made.version} is final, without what you changed meanwhile. That is kept: this draft goes on from it.`,
      );
      setBusy(false);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Section
      title="Finish"
      hint={
        origin
          ? `This draft was opened from case ${origin.case_id}, version ${origin.version}; it becomes the next version of it.`
          : 'The draft becomes a case that can be exported, practised and opened again. Nothing is ever overwritten.'
      }
    >
      {blocking.length > 0 ? (
        <Alert color="red" title={`${blocking.length} blocking`}>
          Mend what is listed, or write down why the case is to be final all the same. The reason is kept with the version.
        </Alert>
      ) : (
        <Text size="sm">Nothing blocks this case.{audits.length > 0 && ' A few things are worth a look first:'}</Text>
      )}
      <AuditList audits={audits} record={record} draftId={id} />
      {blocking.length > 0 && (
        <Textarea
          label="Why it is to be final all the same"
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      {error !== undefined && <Trouble error={error} />}
      {(latest !== undefined || origin) && (
        <NativeSelect
          label="Save as"
          value={saveAs}
          onChange={({ currentTarget }) => setSaveAs(currentTarget.value)}
          data={[
            { value: '', label: 'The next version' },
            ...(latest === undefined
              ? []
              : [{ value: 'new-version', label: `The version after ${latest}, although others changed it` }]),
            { value: 'new-case', label: 'A case of its own' },
          ]}
        />
      )}
      <Group>
        <Button loading={busy} disabled={blocking.length > 0 && reason.trim() === ''} onClick={() => void finalize()}>
          Finalize
        </Button>
      </Group>
    </Section>
  );
}
