import { Alert } from '@mantine/core';
import type { TierLevel } from '../../../../../shared/cases/framework.ts';
import type { MatrixTaken } from '../../../model/send-matrix.ts';
import { MovedRatios } from '../../../ui/MovedRatios.tsx';
import { RemarkList } from '../../../ui/RemarkList.tsx';

type Props = { readonly taken: MatrixTaken; readonly tier: TierLevel };

/** A file that changed everything is told by its first lines; the history of the draft has them all. */
const mostChanges = 12;

/** What an imported matrix has done to the draft. */
export function Taken({ taken: { changes, moved, notes }, tier }: Props) {
  if (changes.length === 0 && moved.length === 0 && notes.length === 0)
    return (
      <Alert color="blue" title="Nothing to change">
        The numbers of the file are those of the draft.
      </Alert>
    );
  return (
    <Alert color="blue" title={changes.length > 0 ? 'Imported' : 'Imported; no number of the draft has changed'}>
      <RemarkList
        lead={tier === 3 ? 'What changed:' : 'What changed, told by the diagnoses of tier 3:'}
        remarks={changes}
        most={mostChanges}
      />
      <MovedRatios moved={moved} />
      <RemarkList remarks={notes} />
    </Alert>
  );
}
