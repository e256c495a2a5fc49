import { Text } from '@mantine/core';
import { signInStore } from '../../api/sign-in.ts';
import type { PreviewBody } from '../../api/types.ts';
import { chosenModel, modelsStore } from '../../app/models.ts';
import { goTo, hrefOf } from '../../app/routes.ts';
import { useStore } from '../../model/store.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import styles from './GeneratePage.module.css';
import { generate, generateAgain, generationStore } from './generation.ts';
import { type Asked, OrderForm } from './OrderForm.tsx';
import { Progress } from './Progress.tsx';

export default function GeneratePage() {
  const generation = useStore(generationStore);
  const models = useStore(modelsStore);
  const model = chosenModel(models);

  async function open(writing: Promise<PreviewBody | undefined>) {
    const made = await writing;
    if (!made) return;
    if (made.session_id !== null) return goTo(hrefOf.edit(made.session_id));
    // The session store is down: the draft lives on this device until it is back.
    const { keepUnsavedDraft } = await import('../../model/open-draft.ts');
    goTo(hrefOf.edit(await keepUnsavedDraft(made, signInStore.get().signedIn?.user ?? '')));
  }

  const ask = (asked: Asked) => {
    const temperature = model && !model.temperature.fixed ? models.temperature : undefined;
    void open(
      generate({ ...asked, ...(model ? { model: model.id } : {}), ...(temperature === undefined ? {} : { temperature }) }),
    );
  };

  return (
    <div className={styles.page}>
      <div>
        <PageTitle name="New case" />
        <Text c="dimmed">
          Two lines are enough: who the patient is and what they complain of, and the diagnosis that the case teaches.
        </Text>
      </div>
      <OrderForm busy={generation.state === 'running'} onAsk={ask} />
      {generation.state !== 'idle' && <Progress generation={generation} onRetry={() => void open(generateAgain(generation))} />}
    </div>
  );
}
