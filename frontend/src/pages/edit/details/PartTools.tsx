import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Section } from '../../../../../shared/cases/sections.ts';
import { useDraft, useEdit } from '../desk-context.tsx';
import { lockChange, lockedIn } from './locks.ts';
import { RewriteDialog } from './RewriteDialog.tsx';

type Props = {
  readonly section: Section;
  /** As the page calls it, in the middle of a sentence. */
  readonly name: string;
  /** What a lock of it covers: the text, or each finding of a list. */
  readonly fields: readonly string[];
};

/** For one part of the case: have it written anew, or keep it from that. */
export function PartTools({ section, name, fields }: Props) {
  const { locks, sessionId } = useDraft();
  const edit = useEdit();
  const [asking, setAsking] = useState(false);
  const isLocked = lockedIn(locks, fields);
  const lockWords = isLocked ? 'Locked' : fields.length > 1 ? 'Lock all' : 'Lock';
  return (
    <Group gap={6} justify="flex-end">
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Write anew: ${name}`}
        disabled={isLocked || sessionId === null}
        onClick={() => setAsking(true)}
      >
        Write anew
      </Button>
      <Button
        size="compact-xs"
        variant={isLocked ? 'light' : 'subtle'}
        aria-label={`${lockWords}: ${name}`}
        aria-pressed={isLocked}
        title="What is locked is left as it is when parts are written anew"
        disabled={fields.length === 0}
        onClick={() => edit(lockChange(locks, fields))}
      >
        {lockWords}
      </Button>
      {asking && <RewriteDialog section={section} name={name} onClose={() => setAsking(false)} />}
    </Group>
  );
}
