import { Button } from '@mantine/core';
import type { TierLevel } from '../../../../../shared/cases/framework.ts';
import { matrixImport } from '../../../model/matrix-import.ts';
import { useDesk } from '../desk-context.tsx';

type Props = { readonly tier: TierLevel };

/** Takes back an LR matrix that was changed in a spreadsheet. `tier` is the one that is looked at here. */
export function ImportMatrix({ tier }: Props) {
  const desk = useDesk();
  return (
    <Button size="xs" variant="default" onClick={() => matrixImport(desk).open(tier)}>
      Import a changed CSV
    </Button>
  );
}
