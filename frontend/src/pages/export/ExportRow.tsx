import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../../api/client.ts';
import { wordsOf } from '../../api/problem.ts';
import styles from './export.module.css';
import { type Fetched, Preview } from './Preview.tsx';

type Props = {
  readonly title: string;
  readonly who: string;
  /** Its path and query below the case or the session, which `ask` knows. */
  readonly file: string;
  readonly ask: <T>(work: (base: string) => Promise<T>) => Promise<T>;
  readonly actions?: ReactNode;
};

export function ExportRow({ title, who, file, ask: askFor, actions }: Props) {
  const [shown, setShown] = useState<Fetched>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const mayBeText = !/excel|pdf|all|archive|zip/.test(file);

  async function run(use: (file: Fetched) => void) {
    setBusy(true);
    setProblem(undefined);
    await askFor((base) => fetchFile(`${base}/${file}`, title)).then(use, (error: unknown) => setProblem(wordsOf(error)));
    setBusy(false);
  }

  return (
    <li className={styles.file}>
      <div>
        <strong>{title}</strong>
        <p>{who}</p>
        {problem && <p role="alert">{problem}</p>}
      </div>
      <div className={styles.actions}>
        {actions}
        {mayBeText && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => void run(setShown)} aria-label={`Preview: ${title}`}>
            Preview
          </Button>
        )}
        <Button size="xs" variant="light" disabled={busy} onClick={() => void run(download)} aria-label={`Download: ${title}`}>
          Download
        </Button>
      </div>
      {shown && <Preview file={shown} title={title} onClose={() => setShown(undefined)} />}
    </li>
  );
}

async function fetchFile(path: string, title: string): Promise<Fetched> {
  const reply = await ask(path);
  const named = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1];
  return { name: named ?? `${title}.json`, blob: await reply.blob() };
}

/** The file needs our sign-in, so it is fetched first and then handed to the browser. */
function download({ name, blob }: Fetched): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
