import { useMemo, useState } from 'react';
import { Section } from '../../../ui/Section.tsx';
import { useDraft } from '../desk-context.tsx';
import { BucketDialog } from './BucketDialog.tsx';
import { BucketList } from './BucketList.tsx';
import { PriorBars } from './PriorBars.tsx';
import { treeOf } from './tree.ts';

/** The differential: three tiers of one tree. Only leaves have priors; each tier above sums them, so all of them make 100 %. */
export default function FrameworkTab() {
  const { record } = useDraft();
  const tree = useMemo(() => treeOf(record.framework), [record.framework]);
  const [open, setOpen] = useState<string>();
  const opened = open === undefined ? undefined : tree.byId.get(open);
  return (
    <Section
      title="Framework"
      hint="Each tier names everything that the patient may have. A new prior lets the others share the rest in proportion. Drag a row by its handle, or use its menu, to move it elsewhere."
    >
      <PriorBars tree={tree} primaryLeafId={record.framework.primaryLeafId} />
      <BucketList nodes={tree.roots} primaryLeafId={record.framework.primaryLeafId} onOpen={setOpen} />
      {opened && <BucketDialog node={opened} tree={tree} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}
