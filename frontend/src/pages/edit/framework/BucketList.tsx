import { BucketRow } from './BucketRow.tsx';
import styles from './framework.module.css';
import type { Node } from './tree.ts';

type Props = { readonly nodes: readonly Node[]; readonly primaryLeafId: string; readonly onOpen: (id: string) => void };

export function BucketList({ nodes, primaryLeafId, onOpen }: Props) {
  return (
    <ul className={styles.list}>
      {nodes.map((node) => (
        <li key={node.id}>
          <BucketRow node={node} isPrimary={node.id === primaryLeafId} onOpen={onOpen} />
          {node.children.length > 0 && <BucketList nodes={node.children} primaryLeafId={primaryLeafId} onOpen={onOpen} />}
        </li>
      ))}
    </ul>
  );
}
