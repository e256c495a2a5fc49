import { Text, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { signInStore } from '../../api/sign-in.ts';
import type { PracticeLine } from '../../api/types.ts';
import { hrefOf } from '../../app/routes.ts';
import { PagedList } from '../../ui/PagedList.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { usePages } from '../../ui/use-pages.ts';
import styles from './practice-list.module.css';
import { keptRun } from './run.ts';

/** What a learner chooses from: titles and complaints, never a diagnosis. */
export default function PracticeListPage() {
  const user = signInStore.get().signedIn?.user ?? '';
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const first = `/practice?${new URLSearchParams({ ...(wanted ? { q: wanted } : {}), limit: '50' })}`;
  const pages = usePages<PracticeLine>(first);

  return (
    <>
      <PageTitle name="Practice" />
      <Text c="dimmed">Ask, examine, order, and say what you believe. No diagnosis is named before you finish.</Text>
      <search className={styles.search}>
        <TextInput
          type="search"
          label="Search"
          placeholder="Title or complaint"
          value={query}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </search>
      <PagedList pages={pages} className={styles.list} nothing={nothing(wanted)}>
        {(line) => <Line key={line.case_id} line={line} state={progress(user, line.case_id)} />}
      </PagedList>
    </>
  );
}

function Line({ line, state }: { readonly line: PracticeLine; readonly state: string | undefined }) {
  return (
    <li>
      <a href={hrefOf.practice(line.case_id)}>{line.title || 'Untitled'}</a>
      {line.chief_complaint && <span>{line.chief_complaint}</span>}
      {state && <span className={styles.state}>{state}</span>}
    </li>
  );
}

const nothing = (query: string): string =>
  query ? `Nothing is found for “${query}”.` : 'There is nothing to practise yet. An author finalizes a case first.';

function progress(user: string, caseId: number): string | undefined {
  const run = keptRun(user, caseId);
  return run && (run.isFinished ? 'finished' : `begun, ${run.answers.length} asked`);
}
