import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../../api/types.ts';
import styles from './framework.module.css';
import type { Node } from './tree.ts';

type Parts = Extract<Operation, { op: 'split-bucket' }>['into'];

/** A leaf shares its prior between two parts, an upper bucket its children. */
export function SplitForm({ node, onSplit }: { readonly node: Node; readonly onSplit: (into: Parts) => void }) {
  const [second, setSecond] = useState('');
  const [share, setShare] = useState(50);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const isLeaf = node.tier === 3;
  if (!isLeaf && node.children.length < 2) return null;
  const kept = node.children.filter(({ id }) => !taken.includes(id)).map(({ id }) => id);
  const isReady = second.trim() !== '' && (isLeaf ? share > 0 && share < 100 : taken.length > 0 && kept.length > 0);
  const split = () =>
    onSplit(
      isLeaf
        ? [
            { name: node.name, share: 1 - share / 100 },
            { name: second, share: share / 100 },
          ]
        : [
            { name: node.name, children: kept },
            { name: second, children: [...taken] },
          ],
    );
  return (
    <fieldset>
      <legend>Split</legend>
      <div className={styles.line}>
        <TextInput label="Name of the new part" value={second} onChange={({ currentTarget }) => setSecond(currentTarget.value)} />
        {isLeaf && (
          <TextInput
            label="Its share, %"
            type="number"
            min={1}
            max={99}
            value={share}
            onChange={({ currentTarget }) => setShare(currentTarget.valueAsNumber)}
          />
        )}
        <Button variant="default" disabled={!isReady} onClick={split}>
          Split
        </Button>
      </div>
      {!isLeaf &&
        node.children.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={`${name} goes into it`}
            checked={taken.includes(id)}
            onChange={({ currentTarget }) => setTaken(currentTarget.checked ? [...taken, id] : taken.filter((one) => one !== id))}
          />
        ))}
    </fieldset>
  );
}
