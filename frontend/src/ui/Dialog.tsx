import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './Dialog.module.css';

type Props = { readonly title: string; readonly onClose?: () => void; readonly children: ReactNode };

/** The browser's own modal dialog: it holds the focus, closes with Escape, and is known to every screen reader. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isOver = useRef(false);
  useEffect(() => {
    isOver.current = false;
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      isOver.current = true;
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // Asked often enough, a browser closes it without asking. Whoever does not let go is shown again.
      onClose={() => {
        if (isOver.current) return;
        onClose?.();
        queueMicrotask(() => !isOver.current && !dialog.current?.open && dialog.current?.showModal());
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
