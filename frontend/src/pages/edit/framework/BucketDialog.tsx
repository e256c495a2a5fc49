import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../../api/types.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { percent } from '../../../ui/numbers.ts';
import { useDraft, useEdit } from '../desk-context.tsx';
import { AddForm } from './AddForm.tsx';
import { ChooseForm } from './ChooseForm.tsx';
import styles from './framework.module.css';
import { SplitForm } from './SplitForm.tsx';
import type { Node, Tree } from './tree.ts';

type Props = { readonly node: Node; readonly tree: Tree; readonly onClose: () => void };

/** Everything that can be done to a bucket. Each works on ids, so that no likelihood is lost. */
export function BucketDialog({ node, tree, onClose }: Props) {
  const edit = useEdit();
  const { record } = useDraft();
  const [problem, setProblem] = useState<string>();
  const { id, name, tier, parentId } = node;
  const isPrimary = record.framework.primaryLeafId === id;
  const others = (tree.tiers[tier - 1] ?? []).filter((one) => one.id !== id);
  const parents = tier === 1 ? [] : (tree.tiers[tier - 2] ?? []).filter((one) => one.id !== parentId);

  const run = (operation: Operation) => {
    const refusal = edit({ operations: [operation] });
    if (refusal) setProblem(refusal.message);
    else onClose();
  };

  return (
    <Dialog title={`${name} (tier ${tier}, ${percent(node.prior)})`} onClose={onClose}>
      <div className={styles.dialog}>
        {problem && (
          <p role="alert" style={{ margin: 0 }}>
            {problem}
          </p>
        )}
        {parents.length > 0 && (
          <ChooseForm
            label="Move into"
            action="Move"
            choices={parents}
            onChoose={(parent_id) => run({ op: 'move-bucket', bucket_id: id, parent_id })}
          />
        )}
        {others.length > 0 && (
          <ChooseForm
            label="Merge with"
            action="Merge"
            choices={others}
            onChoose={(other) => run({ op: 'merge-buckets', bucket_ids: [id, other] })}
          />
        )}
        <SplitForm node={node} onSplit={(into) => run({ op: 'split-bucket', bucket_id: id, into })} />
        {tier < 3 && (
          <AddForm
            tier={tier === 1 ? 2 : 3}
            onAdd={(added, prior) =>
              run({
                op: 'add-bucket',
                tier_level: tier === 1 ? 2 : 3,
                parent_id: id,
                name: added,
                ...(prior === undefined ? {} : { prior }),
              })
            }
          />
        )}
        <Group justify="space-between">
          <Group gap="xs">
            {tier === 3 && !isPrimary && (
              <Button variant="default" onClick={() => run({ op: 'set-primary', bucket_id: id })}>
                Make it the primary diagnosis
              </Button>
            )}
            <Button variant="default" disabled={isPrimary} onClick={() => run({ op: 'remove-bucket', bucket_id: id })}>
              Remove
            </Button>
          </Group>
          <Button onClick={onClose}>Close</Button>
        </Group>
      </div>
    </Dialog>
  );
}
