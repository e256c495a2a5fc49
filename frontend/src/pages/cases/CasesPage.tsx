import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import type { CaseLine } from '../../api/types.ts';
import { hrefOf } from '../../app/routes.ts';
import { PagedList } from '../../ui/PagedList.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { usePages } from '../../ui/use-pages.ts';
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
  const pages = usePages<CaseLine>(first);

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
      <PagedList pages={pages} className={styles.list} nothing={nothing(wanted, retired)} order={sorts[sort].by}>
        {(line) => (
          <li key={line.case_id}>
            <a href={hrefOf.case(line.case_id)}>{line.title || 'Untitled'}</a>
            <span className={styles.diagnosis}>{line.primary_diagnosis}</span>
            <span className={styles.small}>
              Case {line.case_id} · version {line.version} · {new Date(line.created_at).toLocaleDateString()}
              {line.retired && ' · retired'}
            </span>
            <span className={styles.description}>{line.description}</span>
            {line.retired && <BringBack line={line} onDone={pages.again} />}
          </li>
        )}
      </PagedList>
    </>
  );
}

const nothing = (query: string, retired: boolean): string =>
  query
    ? `Nothing is found for “${query}”.`
    : retired
      ? 'No case is retired.'
      : 'There are no cases yet. Write one, and finalize it.';
