import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { askJson } from '../../api/client.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Section } from '../../ui/Section.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { AskPanel } from './AskPanel.tsx';
import styles from './AtWork.module.css';
import { BeliefPanel } from './BeliefPanel.tsx';
import { ChartSheet } from './ChartSheet.tsx';
import { DoorCard } from './DoorCard.tsx';
import practice from './practice.module.css';
import { finished, type Run, withAnswer } from './run.ts';
import type { Answer, Door } from './types.ts';

type Props = {
  readonly door: Door;
  readonly run: Run;
  readonly onChange: (next: (before: Run) => Run) => void;
  readonly onRestart: () => void;
};

/** The case before it is solved: the door, what can be asked, what was answered, and what the learner makes of it. */
export function AtWork({ door, run, onChange, onRestart }: Props) {
  const [waitingFor, setWaitingFor] = useState<string>();
  const [error, setError] = useState<{ readonly findingId: string; readonly failure: unknown }>();
  const [leaving, setLeaving] = useState<'finish' | 'restart'>();
  const stay = () => setLeaving(undefined);
  const latest = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  const count = run.answers.length;
  const shown = useRef(count);
  useEffect(() => {
    if (shown.current === count) return;
    shown.current = count;
    // Read out, and brought into sight where the columns stand below one another.
    latest.current?.focus();
  }, [count]);

  async function ask(findingId: string) {
    if (waitingFor !== undefined || run.answers.some(({ finding_id }) => finding_id === findingId)) return;
    setWaitingFor(findingId);
    setError(undefined);
    try {
      const query = new URLSearchParams({ ask: findingId, version: `${run.version}` });
      const answer = await askJson<Answer>(`/case/${run.caseId}/practice?${query}`);
      onChange((before) => withAnswer(before, answer));
    } catch (failure) {
      setError({ findingId, failure });
    } finally {
      setWaitingFor(undefined);
    }
  }

  return (
    <div className={practice.page}>
      <div className={styles.head}>
        <PageTitle name={door.title || 'Practice'} />
        {count > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setLeaving('restart')}>
            Start again
          </Button>
        )}
      </div>
      <div className={styles.columns}>
        <div className={styles.door}>
          <DoorCard door={door} />
        </div>
        <div className={styles.ask}>
          {error && <Trouble error={error.failure} onRetry={() => void ask(error.findingId)} />}
          <AskPanel
            menu={door.menu}
            asked={run.answers.map(({ finding_id }) => finding_id)}
            waitingFor={waitingFor}
            onAsk={ask}
            search={search}
          />
        </div>
        <div className={styles.belief}>
          <BeliefPanel door={door} run={run} onChange={onChange} latest={latest}>
            <Group gap="sm">
              {count > 0 && (
                <Button variant="default" onClick={() => search.current?.focus()}>
                  Ask something else
                </Button>
              )}
              <Button onClick={() => setLeaving('finish')}>Finish</Button>
            </Group>
          </BeliefPanel>
        </div>
        <div className={styles.sheet}>
          <Section title="Chart" hint="What you know so far, in the order in which you asked.">
            <ChartSheet answers={run.answers} />
          </Section>
        </div>
      </div>
      {leaving === 'finish' && (
        <Dialog title="Finish this case?" onClose={stay}>
          <p>The diagnosis and the reference are shown, and nothing more can be asked.</p>
          <Group>
            <Button onClick={() => onChange(finished)}>Show me</Button>
            <Button variant="default" onClick={stay}>
              Go on asking
            </Button>
          </Group>
        </Dialog>
      )}
      {leaving === 'restart' && (
        <Dialog title="Start again?" onClose={stay}>
          <p>Answers and bars so far are forgotten.</p>
          <Group>
            <Button onClick={onRestart}>Start again</Button>
            <Button variant="default" onClick={stay}>
              Stay here
            </Button>
          </Group>
        </Dialog>
      )}
    </div>
  );
}
