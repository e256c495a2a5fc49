import { NativeSelect, useMantineColorScheme } from '@mantine/core';

export function SchemePicker() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      size="xs"
      label="Appearance"
      value={colorScheme}
      onChange={({ currentTarget }) => setColorScheme(currentTarget.value as typeof colorScheme)}
      data={[
        { value: 'auto', label: 'As the device' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}
