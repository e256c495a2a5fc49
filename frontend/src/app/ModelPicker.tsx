import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useStore } from '../model/store.ts';
import { chosenModel, modelsStore } from './models.ts';

/** The model, and its temperature where it may be chosen. Those that cannot be used stay in the list and say why. */
export function ModelPicker() {
  const models = useStore(modelsStore);
  const chosen = chosenModel(models);
  const away = models.list.filter(({ available }) => !available);
  if (!chosen) return null;
  const { fixed, default: standard } = chosen.temperature;
  return (
    <Stack gap="xs">
      <NativeSelect
        label="Model"
        description={chosen.note}
        value={chosen.id}
        onChange={({ currentTarget }) => modelsStore.set({ ...models, chosen: currentTarget.value, temperature: undefined })}
        data={models.list.map(({ id, label, available }) => ({
          value: id,
          label: available ? label : `${label} (unavailable)`,
          disabled: !available,
        }))}
      />
      {chosen.id !== 'library' && (
        <TextInput
          label="Temperature"
          description={fixed ? 'Fixed for this model' : '0 to 2'}
          type="number"
          min={0}
          max={2}
          step={0.1}
          disabled={fixed}
          value={models.temperature ?? standard}
          onChange={({ currentTarget }) => modelsStore.set({ ...models, temperature: currentTarget.valueAsNumber })}
        />
      )}
      {away.length > 0 && (
        <Text size="xs" c="dimmed">
          {whyAway(away)}
        </Text>
      )}
    </Stack>
  );
}

/** Models that are away for one reason are named together. */
function whyAway(away: readonly { readonly label: string; readonly reason?: string }[]): string {
  const reasons = Map.groupBy(away, ({ reason = 'unavailable' }) => reason);
  return [...reasons].map(([reason, some]) => `${some.map(({ label }) => label).join(', ')}: ${reason}`).join('. ');
}
