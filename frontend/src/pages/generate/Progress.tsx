import { Button, Group, Text, Title } from '@mantine/core';
import { Trouble } from '../../ui/Trouble.tsx';
import { cancelGeneration, type Generation } from './generation.ts';
import { Partial } from './Partial.tsx';
import styles from './Progress.module.css';
import { useSeconds } from './use-seconds.ts';

type Props = { readonly generation: Exclude<Generation, { state: 'idle' }>; readonly onRetry: () => void };

const names: Readonly<Record<string, string>> = {
  findings: 'Findings and their states',
  framework: 'Differential diagnosis with priors',
  narrative: 'Presentation and personality',
  history: 'History questions',
  physical_exam: 'Examination',
  diagnostic_workup: 'Tests',
  likelihoods: 'Likelihoods',
};
const marks = { started: '…', done: '✓', failed: '✗' } as const;
const words = { started: 'in work', done: 'ready', failed: 'failed' } as const;

/** What has been begun and what is ready, as the server tells it; sections appear as soon as they are there. */
export function Progress({ generation, onRetry }: Props) {
  const { state, stages, partials, earlier, startedAt, error } = generation;
  const running = state === 'running';
  const seconds = useSeconds(startedAt, running);
  return (
    <section className={styles.progress} aria-label="Progress">
      <Group justify="space-between">
        <Title order={2}>{running ? `Writing … ${seconds} s` : state === 'failed' ? 'Not finished' : 'Cancelled'}</Title>
        {running && (
          <Button variant="default" size="xs" onClick={cancelGeneration}>
            Cancel
          </Button>
        )}
        {state === 'cancelled' && (
          <Button variant="default" size="xs" onClick={onRetry}>
            Start again
          </Button>
        )}
      </Group>
      {state === 'failed' && (
        <>
          <Trouble error={error} onRetry={onRetry} retry="Try again from the start" />
          <Text size="sm" c="dimmed">
            Another try asks for the same case with the same seed and writes every part anew. What has arrived stays below until
            then.
          </Text>
        </>
      )}
      <ol className={styles.stages} aria-live="polite">
        {stages.map(({ name, state: how, elapsedMs }) => (
          <li key={name} data-state={how}>
            <span aria-hidden="true" className={styles.mark}>
              {marks[how]}
            </span>
            {names[name] ?? name}{' '}
            <small>{how === 'started' ? words[how] : `${words[how]} after ${(elapsedMs / 1000).toFixed(1)} s`}</small>
          </li>
        ))}
      </ol>
      {Object.entries({ ...earlier, ...partials }).map(([section, value]) => (
        <Partial key={section} name={names[section] ?? section} value={value} isEarlier={!(section in partials)} />
      ))}
    </section>
  );
}
