import { useEffect, useState } from 'react';

/** Whole seconds since a moment, counted while `running`. */
export function useSeconds(since: number, running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [running]);
  return Math.max(0, Math.round((now - since) / 1000));
}
