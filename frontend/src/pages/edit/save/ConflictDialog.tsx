import { Button, Group, Table, Text } from '@mantine/core';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useDesk, useDraft } from '../desk-context.tsx';
import { fieldName, shown } from './field-name.ts';

/** Two people changed the same: both sides side by side, and the author decides. Everything else is merged already. */
export function ConflictDialog() {
  const desk = useDesk();
  const { save, record } = useDraft();
  if (save.kind !== 'conflict') return null;
  return (
    <Dialog title="The same was changed elsewhere">
      <Text size="sm" mb="sm">
        While you edited, somebody (or another tab of yours) changed the same part of this draft. Nothing is lost until you
        choose.
      </Text>
      <Table.ScrollContainer minWidth={360} type="native">
        <Table withTableBorder aria-label="Both sides">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Part</Table.Th>
              <Table.Th>Yours</Table.Th>
              <Table.Th>Theirs</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {save.clashes.slice(0, 12).map(({ field, yours, theirs }) => (
              <Table.Tr key={field}>
                <Table.Td>{fieldName(field, record)}</Table.Td>
                <Table.Td>{shown(yours)}</Table.Td>
                <Table.Td>{shown(theirs)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {save.clashes.length > 12 && <Text size="sm">and {save.clashes.length - 12} more</Text>}
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={() => void desk.resolve('theirs')}>
          Keep theirs
        </Button>
        <Button onClick={() => void desk.resolve('mine')}>Keep mine</Button>
      </Group>
    </Dialog>
  );
}
