import { SegmentedControl } from '@mantine/core';
import type { TierLevel } from '../../../shared/cases/framework.ts';

type Props = { readonly tier: TierLevel; readonly onChange: (tier: TierLevel) => void };

/** Which tier of the framework is looked at. */
export const TierSwitch = ({ tier, onChange }: Props) => (
  <SegmentedControl
    aria-label="Tier"
    color="petrol"
    size="xs"
    value={`${tier}`}
    onChange={(value) => onChange(Number(value) as TierLevel)}
    data={[
      { value: '1', label: 'Tier 1: broad' },
      { value: '2', label: 'Tier 2' },
      { value: '3', label: 'Tier 3: diagnoses' },
    ]}
  />
);
