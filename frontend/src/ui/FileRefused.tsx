import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem.ts';
import styles from './Remarks.module.css';
import { Trouble } from './Trouble.tsx';

type Props = { readonly error: unknown; readonly title: string; readonly hint?: ReactNode };

const mostShown = 12;

/** Why a file was not taken: each place in it that is wrong, as the API names it. */
export function FileRefused({ error, title, hint }: Props) {
  const places = error instanceof ApiProblem ? (error.body.errors ?? []) : [];
  if (places.length === 0)
    return (
      <div className={styles.refused}>
        <Trouble error={error} title={title} />
      </div>
    );
  return (
    <Alert color="red" role="alert" title={title} className={styles.refused}>
      {hint}
      <ul className={styles.list}>
        {places.slice(0, mostShown).map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path}: {message}
          </li>
        ))}
        {places.length > mostShown && <li>and more</li>}
      </ul>
    </Alert>
  );
}
