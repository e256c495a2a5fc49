import { useCallback, useEffect, useState } from 'react';
import { askJson } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { signInStore } from '../../api/sign-in.ts';
import { hrefOf } from '../../app/routes.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { AtWork } from './AtWork.tsx';
import { Result } from './Result.tsx';
import { forgetRun, freshRun, keepRun, keptRun, type Run } from './run.ts';
import type { Door } from './types.ts';

/** A finalized case, met as a learner meets it. */
export default function PracticePage({ caseId }: { readonly caseId: number }) {
  const user = signInStore.get().signedIn?.user ?? '';
  const [door, setDoor] = useState<Door>();
  const [run, setRun] = useState<Run>();
  const [error, setError] = useState<unknown>();

  const open = useCallback(
    async (signal?: AbortSignal): Promise<void> => {
      setError(undefined);
      const kept = keptRun(user, caseId);
      try {
        const opened = await askJson<Door>(`/case/${caseId}/practice${kept ? `?version=${kept.version}` : ''}`, { signal });
        setDoor(opened);
        // What a learner has done since then stands: a door that opens late is no new run.
        setRun((now) => now ?? kept ?? freshRun(opened));
      } catch (failure) {
        if (signal?.aborted) return;
        // A version that is gone, after the case was put in place anew: the run goes with it.
        if (kept && failure instanceof ApiProblem && failure.status === 404) {
          forgetRun(user, caseId);
          return open(signal);
        }
        setError(failure);
      }
    },
    [caseId, user],
  );
  useEffect(() => {
    const leaving = new AbortController();
    void open(leaving.signal);
    return () => leaving.abort();
  }, [open]);

  const change = useCallback(
    (next: (before: Run) => Run) =>
      setRun((before) => {
        const after = before && next(before);
        if (after) keepRun(user, after);
        return after;
      }),
    [user],
  );
  const restart = () => {
    forgetRun(user, caseId);
    setRun(undefined);
    void open();
  };

  if (error !== undefined)
    return (
      <>
        <PageTitle name="Practice" />
        <Trouble error={error} title="This case cannot be practised" onRetry={() => void open()} />
        <p>
          Choose another one from <a href={hrefOf.practiceList}>the cases to practise</a>.
        </p>
      </>
    );
  if (!door || !run) return <Waiting what="Opening the case" />;
  return run.isFinished ? (
    <Result door={door} run={run} onAgain={restart} />
  ) : (
    <AtWork door={door} run={run} onChange={change} onRestart={restart} />
  );
}
