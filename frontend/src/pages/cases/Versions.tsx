import { Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { askJson } from '../../api/client.ts';
import type { DiffBody, VersionsBody } from '../../api/types.ts';
import { hrefOf } from '../../app/routes.ts';
import { Section } from '../../ui/Section.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import styles from './cases.module.css';

/** Every version, and what changed between any two, in sentences. */
export function Versions({ caseId }: { readonly caseId: number }) {
  const { value, error, again } = useLoad(`${caseId}`, (signal) => askJson<VersionsBody>(`/case/${caseId}/versions`, { signal }));
  const [diff, setDiff] = useState<DiffBody>();
  const [problem, setProblem] = useState<unknown>();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  if (error !== undefined) return <Trouble error={error} onRetry={again} />;
  if (!value) return <Waiting />;
  const numbers = value.versions.map(({ version }) => `${version}`);
  const [older, newer] = [from ?? numbers.at(-2) ?? '1', to ?? numbers.at(-1) ?? '1'];
  const compare = () => askJson<DiffBody>(`/case/${caseId}/diff?from=${older}&to=${newer}`).then(setDiff, setProblem);
  return (
    <div className={styles.read}>
      <Section title="Versions">
        <ol className={styles.versions}>
          {value.versions.toReversed().map(({ version, created_at, finalized_by, override, parent, title }) => (
            <li key={version}>
              <a href={hrefOf.case(caseId, 'read', version)}>Version {version}</a>: {title} ·{' '}
              {new Date(created_at).toLocaleString()}
              {finalized_by && ` by ${finalized_by}`}
              {parent && parent.case_id !== caseId && ` · from case ${parent.case_id}, version ${parent.version}`}
              {override && (
                <p>
                  Made final against {override.audits.join(', ')}: “{override.reason}” ({override.by})
                </p>
              )}
            </li>
          ))}
        </ol>
      </Section>
      {numbers.length > 1 && (
        <Section title="What changed">
          <Group align="flex-end">
            <NativeSelect
              label="From version"
              data={numbers}
              value={older}
              onChange={({ currentTarget }) => setFrom(currentTarget.value)}
            />
            <NativeSelect
              label="To version"
              data={numbers}
              value={newer}
              onChange={({ currentTarget }) => setTo(currentTarget.value)}
            />
            <Button onClick={() => void compare()}>Compare</Button>
          </Group>
          {problem !== undefined && <Trouble error={problem} />}
          {diff && (
            <div role="status">
              <h3>
                From version {diff.from} to {diff.to}
              </h3>
              {diff.sentences.length === 0 && <p>Nothing differs.</p>}
              <ul>
                {diff.sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
        </Section>
      )}
    </div>
  );
}
