import { Alert, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CaseRecord } from '../../../../shared/cases/case.ts';
import type { TierLevel } from '../../../../shared/cases/framework.ts';
import { askJson } from '../../api/client.ts';
import type { ExportsBody } from '../../api/types.ts';
import { Section } from '../../ui/Section.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { describe } from './describe.ts';
import { ExportRow } from './ExportRow.tsx';
import styles from './export.module.css';

/** Asks the server once it has everything that was done here. */
type AskSession = <T>(work: (sessionId: string) => Promise<T>) => Promise<T>;

export type ExportSource = { readonly record: CaseRecord } & (
  | { readonly kind: 'session'; readonly sessionId: string | null; readonly ask: AskSession }
  | { readonly kind: 'case'; readonly caseId: number; readonly version: number | undefined }
);

type Props = {
  readonly source: ExportSource;
  /** What else can be done with a file, by its name in the API's list. */
  readonly actions?: (name: string, tier: TierLevel) => ReactNode;
};

/** Every file that the API offers, with who it is for. The list is the API's own: a new format shows up by itself. */
export default function ExportTab({ source, actions }: Props) {
  const [tier, setTier] = useState('2');
  const place = source.kind === 'case' ? `/case/${source.caseId}` : `/session/${source.sessionId}`;
  const ask = <T,>(work: (base: string) => Promise<T>) =>
    source.kind === 'case' ? work(place) : source.ask((sessionId) => work(`/session/${sessionId}`));
  const version = source.kind === 'case' && source.version !== undefined ? `&version=${source.version}` : '';
  const { value, error, again } = useLoad(place, (signal) =>
    ask((base) => askJson<ExportsBody>(`${base}/simulator-exports?${version.slice(1)}`, { signal })),
  );
  if (source.kind === 'session' && source.sessionId === null)
    return (
      <Alert color="blue">
        Exports come from the server, which does not have this draft yet. They are back with the session store.
      </Alert>
    );
  if (error !== undefined) return <Trouble error={error} onRetry={again} />;
  if (!value) return <Waiting />;
  const further = [
    { name: 'all_files', path: 'export/all.zip', tiered: false },
    ...(source.kind === 'case' ? [{ name: 'output_files', path: 'output-files', tiered: false }] : []),
  ];
  const all = [...value.exports, ...further].map((file) => ({ ...file, ...describe(file.name) }));
  const groups = Map.groupBy(
    all.toSorted((a, b) => a.group.localeCompare(b.group)),
    ({ group }) => group,
  );
  const missing = value.unavailable_tiers.find(({ tier_level }) => `${tier_level}` === tier);
  return (
    <>
      {[...groups].map(([group, some]) => (
        <Section
          key={group}
          title={group}
          aside={
            some.some(({ tiered }) => tiered) && (
              <NativeSelect
                size="xs"
                label="Tier"
                value={tier}
                onChange={({ currentTarget }) => setTier(currentTarget.value)}
                data={['1', '2', '3']}
              />
            )
          }
        >
          {missing && some.some(({ tiered }) => tiered) && (
            <Alert color="orange" title={`Tier ${tier} cannot be read by the simulator yet`}>
              {missing.errors.map((one) => (typeof one === 'string' ? one : Object.values(one).join(': '))).join(' ')}
            </Alert>
          )}
          <ul className={styles.files}>
            {some.map(({ name, path, tiered, title, who }) => (
              <ExportRow
                key={name}
                title={title}
                who={who}
                file={`${path}?${tiered ? `tier_level=${tier}` : ''}${version}`}
                ask={ask}
                actions={actions?.(name, Number(tier) as TierLevel)}
              />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
