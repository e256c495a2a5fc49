import { useEffect } from 'react';
import { useStore } from '../model/store.ts';
import styles from './HealthBanner.module.css';
import { healthStore, troublesIn, watchHealth } from './health.ts';

/** Says what is out and what still works; goes by itself. */
export function HealthBanner() {
  const troubles = troublesIn(useStore(healthStore));
  useEffect(() => {
    void watchHealth();
    const again = () => void watchHealth();
    window.addEventListener('online', again);
    window.addEventListener('offline', again);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('offline', again);
    };
  }, []);
  return (
    <div role="status" className={troubles.length > 0 ? styles.banner : undefined}>
      {troubles.map((trouble) => (
        <p key={trouble}>
          <strong aria-hidden="true">⚠ </strong>
          {trouble}
        </p>
      ))}
    </div>
  );
}
