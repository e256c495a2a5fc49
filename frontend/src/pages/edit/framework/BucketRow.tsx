import { Button } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { Field } from '../../../ui/Field.tsx';
import { percentFigure, readPercent } from '../../../ui/numbers.ts';
import { useEdit } from '../desk-context.tsx';
import styles from './framework.module.css';
import type { Node } from './tree.ts';

type Props = { readonly node: Node; readonly isPrimary: boolean; readonly onOpen: (id: string) => void };

/** What is dragged, by its tier: a bucket drops on one of its own tier (before it) or of the tier above (into it). */
const kindOf = (tier: number): string => `application/x-bucket-${tier}`;

export function BucketRow({ node, isPrimary, onOpen }: Props) {
  const edit = useEdit();
  const [over, setOver] = useState(false);
  const { id, tier, name, prior, index } = node;
  const place = `/diagnostic_framework/${tier - 1}/buckets/${index}`;

  const kindDropped = ({ dataTransfer }: DragEvent) => [tier, tier + 1].find((one) => dataTransfer.types.includes(kindOf(one)));
  function onDrop(event: DragEvent) {
    setOver(false);
    const kind = kindDropped(event);
    if (kind === undefined) return;
    event.preventDefault();
    const dragged = event.dataTransfer.getData(kindOf(kind));
    if (dragged === id) return;
    const beside = node.parentId === null ? {} : { parent_id: node.parentId };
    edit({
      operations: [{ op: 'move-bucket', bucket_id: dragged, ...(kind === tier ? { ...beside, before: id } : { parent_id: id }) }],
    });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the row's menu does the same by keyboard
    <div
      className={`${styles.row} ${tier === 1 ? styles.tier1 : ''}`}
      data-over={over || undefined}
      data-pointer={isPrimary ? '/primary_leaf_id' : undefined}
      tabIndex={isPrimary ? -1 : undefined}
      onDragOver={(event) => {
        if (kindDropped(event) === undefined) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <span
        className={styles.handle}
        draggable
        aria-hidden="true"
        title="Drag to move"
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(kindOf(tier), id);
          dataTransfer.effectAllowed = 'move';
        }}
      >
        ⠿
      </span>
      <Field
        hideLabel
        required
        label={`Name of ${name}, tier ${tier}`}
        pointer={`${place}/name`}
        value={name}
        onSave={(text) => edit({ operations: [{ op: 'rename-bucket', bucket_id: id, name: text }] }, `name.${id}`)?.message}
      />
      <Field
        hideLabel
        numeric
        label={`Prior of ${name} in percent`}
        pointer={`${place}/prior`}
        value={`${percentFigure(prior)} %`}
        onSave={(text) => {
          const typed = readPercent(text.includes('%') ? text : `${text}%`);
          if (typed === undefined || !(typed > 0 && typed < 1)) return '0 to 100 %';
          return edit({ operations: [{ op: 'set-prior', bucket_id: id, prior: typed }] }, `prior.${id}`)?.message;
        }}
      />
      <Button size="compact-sm" variant="default" onClick={() => onOpen(id)} aria-label={`Change ${name}`}>
        {isPrimary ? '★ …' : '…'}
      </Button>
    </div>
  );
}
