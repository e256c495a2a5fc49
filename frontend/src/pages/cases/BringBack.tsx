import { Button } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { wordsOf } from '../../api/problem.ts';
import type { CaseLine } from '../../api/types.ts';

/** Puts a retired case back into the lists. */
export function BringBack({ line, onDone }: { readonly line: CaseLine; readonly onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function restore() {
    setBusy(true);
    setProblem(undefined);
    await ask(`/case/${line.case_id}/restore`, { method: 'POST', body: {} }).then(onDone, (error) => setProblem(wordsOf(error)));
    setBusy(false);
  }
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Bring back: ${line.title || 'Untitled'}`}
        disabled={busy}
        onClick={() => void restore()}
      >
        Bring back
      </Button>
      {problem && <span role="alert"> {problem}</span>}
    </div>
  );
}
