import { Button } from '@mantine/core';
import { useState } from 'react';
import { askJson } from '../../../api/client.ts';
import { wordsOf } from '../../../api/problem.ts';
import { chosenModel, modelsStore } from '../../../app/models.ts';
import { onServer } from '../../../model/on-server.ts';
import { useStore } from '../../../model/store.ts';
import { useDesk, useDraft } from '../desk-context.tsx';

/** Has a language model estimate the likelihoods anew; offered only where one is chosen. Locked and published ones stay. */
export function Estimate() {
  const desk = useDesk();
  const { sessionId } = useDraft();
  const model = chosenModel(useStore(modelsStore));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!model || model.id === 'library' || sessionId === null) return null;

  async function estimate() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onServer(desk, (session_id) =>
        askJson('/regenerate-lrs', { method: 'POST', body: { session_id, model: model?.id } }),
      );
      await desk.reload();
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setBusy(false);
  }

  return (
    <>
      <Button size="xs" variant="default" loading={busy} onClick={() => void estimate()}>
        Estimate them again with {model.label}
      </Button>
      {problem && <span role="alert">{problem}</span>}
    </>
  );
}
