import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './export.module.css';

export type Fetched = { readonly name: string; readonly blob: Blob };

/** A file exactly as it is exported: pages with their own styles, everything else as text. */
export function Preview({
  file,
  title,
  onClose,
}: {
  readonly file: Fetched;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [text, setText] = useState<string>();
  const isPage = file.blob.type.startsWith('text/html');
  useEffect(() => void file.blob.text().then(setText), [file]);
  useEffect(() => {
    const view = frame.current?.contentWindow;
    if (!isPage || text === undefined || !frame.current || !view) return;
    fill(frame.current, text);
    // Keys that are pressed in the frame do not reach the dialog around it.
    const keys = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
    view.addEventListener('keydown', keys);
    return () => view.removeEventListener('keydown', keys);
  }, [isPage, text, onClose]);
  return (
    <Dialog title={title} onClose={onClose}>
      {isPage ? (
        <iframe ref={frame} title={title} className={styles.page} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reached by keyboard
        <pre className={styles.text} tabIndex={0}>
          {text}
        </pre>
      )}
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={() => (isPage ? frame.current?.contentWindow?.print() : print(text ?? ''))}>
          Print
        </Button>
        <Button data-first onClick={onClose}>
          Close
        </Button>
      </Group>
    </Dialog>
  );
}

/**
 * Puts a page into an empty frame. Our policy allows no <style> elements there either, so its styles go in as a
 * stylesheet object; scripts of a parsed document never run.
 */
function fill(frame: HTMLIFrameElement, html: string): void {
  const [view, inside] = [frame.contentWindow as (Window & typeof globalThis) | null, frame.contentDocument];
  if (!view || !inside) return;
  // Taken out as text: the policy watches over parsed documents too, and would note each element.
  const styleElement = /<style[^>]*>([\s\S]*?)<\/style>/gi;
  const css = [...html.matchAll(styleElement)].map(([, rules = '']) => rules).join('\n');
  const parsed = new DOMParser().parseFromString(html.replace(styleElement, ''), 'text/html');
  for (const element of parsed.querySelectorAll('style, script, link, meta')) element.remove();
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  inside.adoptedStyleSheets = [sheet];
  inside.documentElement.lang = parsed.documentElement.lang || 'en';
  inside.title = parsed.title;
  inside.body.className = parsed.body.className;
  inside.body.replaceChildren(...[...parsed.body.childNodes].map((node) => inside.importNode(node, true)));
}

function print(text: string): void {
  const frame = Object.assign(document.createElement('iframe'), { title: 'Print' });
  document.body.append(frame);
  const inside = frame.contentDocument;
  if (inside) inside.body.append(Object.assign(inside.createElement('pre'), { textContent: text }));
  frame.contentWindow?.print();
  window.setTimeout(() => frame.remove(), 1_000);
}
