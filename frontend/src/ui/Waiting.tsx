import { Loader } from '@mantine/core';
import styles from './Waiting.module.css';

export function Waiting({ what = 'Loading' }: { readonly what?: string }) {
  return (
    <div className={styles.waiting} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span>{what} …</span>
    </div>
  );
}
