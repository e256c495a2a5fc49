import { useEffect, useState } from 'react';
import { signInStore } from '../../api/sign-in.ts';
import { type EditTab, goTo, hrefOf } from '../../app/routes.ts';
import type { DraftDesk } from '../../model/draft-desk.ts';
import { renamed } from '../../model/draft-names.ts';
import { openDraft } from '../../model/open-draft.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { DeskProvider } from './desk-context.tsx';
import { Workbench } from './Workbench.tsx';

type Props = { readonly draftId: string; readonly tab: EditTab };

/** Desks of this tab, so that a draft that only got another id is not opened anew. */
const open = new Map<string, DraftDesk>();

export default function EditPage({ draftId, tab }: Props) {
  const [desk, setDesk] = useState(() => open.get(draftId));
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (desk) return;
    let left = false;
    const user = signInStore.get().signedIn?.user ?? '';
    const moved = (id: string) => {
      const current = [...open].find(([, one]) => one.store.get().id === id);
      if (!current) return;
      open.delete(current[0]);
      open.set(id, current[1]);
      renamed(current[0], id);
      if (location.hash.startsWith(`#/edit/${current[0]}`)) goTo(location.hash.replace(current[0], id), { replace: true });
    };
    openDraft(draftId, user, moved).then(
      (opened) => {
        if (left) return opened.close();
        open.set(opened.store.get().id, opened);
        setDesk(opened);
      },
      (failure: unknown) => setError(failure),
    );
    return () => {
      left = true;
    };
  }, [draftId, desk, tries]);

  useEffect(() => {
    if (!desk) return;
    return () => {
      void desk.flush().finally(() => {
        const { id, save } = desk.store.get();
        if (location.hash.includes(id) || save.kind !== 'saved') return;
        desk.close();
        open.delete(id);
      });
    };
  }, [desk]);

  if (desk)
    return (
      <DeskProvider value={desk}>
        <Workbench tab={tab} />
      </DeskProvider>
    );
  if (error === undefined) return <Waiting what="Opening the draft" />;
  const again = () => {
    setError(undefined);
    setTries(tries + 1);
  };
  return (
    <>
      <PageTitle name="Draft" />
      <Trouble error={error} onRetry={again} />
      <p>
        Drafts live for an hour after their last use. <a href={hrefOf.generate}>Write a new case</a> or open one of the{' '}
        <a href={hrefOf.cases}>saved cases</a>.
      </p>
    </>
  );
}
