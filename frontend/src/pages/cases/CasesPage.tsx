import { Button, Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import type { CaseLine } from '../../api/types.ts';
import { hrefOf } from '../../app/routes.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { BringBack } from './BringBack.tsx';
import styles from './cases.module.css';
import { ImportCase } from './ImportCase.tsx';

const sorts = {
  newest: { name: 'Newest first', by: (a: CaseLine, b: CaseLine) => b.case_id - a.case_id },
  oldest: { name: 'Oldest first', by: (a: CaseLine, b: CaseLine) => a.case_id - b.case_id },
  title: { name: 'By title', by: (a: CaseLine, b: CaseLine) => a.title.localeCompare(b.title) },
  diagnosis: { name: 'By diagnosis', by: (a: CaseLine, b: CaseLine) => a.primary_diagnosis.localeCompare(b.primary_diagnosis) },
} as const;

export default function CasesPage() {
  const [query, setQuery] = useState('');
  const [retired, setRetired] = useState(false);
  const [sort, setSort] = useState<keyof typeof sorts>('newest');
  const wanted = useDeferredValue(query.trim());
  const first = `/cases?${new URLSearchParams({ ...(wanted ? { q: wanted } : {}), limit: '50', ...(retired ? { retired: 'true' } : {}) })}`;
  const { shown, error, again, showMore } = usePages<CaseLine>(first);

  return (
    <>
      <div className={styles.head}>
        <PageTitle name="Cases" />
        <ImportCase />
      </div>
      <search>
        <form className={styles.filters} onSubmit={(event) => event.preventDefault()}>
          <TextInput
            type="search"
            label="Search"
            placeholder="Title, description or diagnosis"
            value={query}
            onChange={({ currentTarget }) => setQuery(currentTarget.value)}
          />
          <NativeSelect
            label="Order"
            value={sort}
            onChange={({ currentTarget }) => setSort(currentTarget.value as keyof typeof sorts)}
            data={Object.entries(sorts).map(([id, { name }]) => ({ value: id, label: name }))}
          />
          <Checkbox label="Retired ones" checked={retired} onChange={({ currentTarget }) => setRetired(currentTarget.checked)} />
        </form>
      </search>
      {error !== undefined && <Trouble error={error} onRetry={again} />}
      {!shown && error === undefined && <Waiting what="Looking for cases" />}
      {shown && (
        <>
          <Text size="sm" c="dimmed" role="status" mb="xs">
            {shown.lines.length === 0 ? nothing(wanted, retired) : `${shown.lines.length}${shown.next ? ' and more' : ''} found`}
          </Text>
          <ul className={styles.list}>
            {shown.lines.toSorted(sorts[sort].by).map((line) => (
              <li key={line.case_id}>
                <a href={hrefOf.case(line.case_id)}>{line.title || 'Untitled'}</a>
                <span className={styles.diagnosis}>{line.primary_diagnosis}</span>
                <span className={styles.small}>
                  Case {line.case_id} · version {line.version} · {new Date(line.created_at).toLocaleDateString()}
                  {line.retired && ' · retired'}
                </span>
                <span className={styles.description}>{line.description}</span>
                {line.retired && <BringBack line={line} onDone={again} />}
              </li>
            ))}
          </ul>
          {shown.next && (
            <Button variant="default" onClick={showMore}>
              Show more
            </Button>
          )}
        </>
      )}
    </>
  );
}

const nothing = (query: string, retired: boolean): string =>
  query
    ? `Nothing is found for “${query}”.`
    : retired
      ? 'No case is retired.'
      : 'There are no cases yet. Write one, and finalize it.';
