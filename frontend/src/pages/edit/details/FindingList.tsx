import { Button } from '@mantine/core';
import type { FindingCategory } from '../../../../../shared/cases/finding.ts';
import { Section } from '../../../ui/Section.tsx';
import { useDesk, useDraft, useEdit } from '../desk-context.tsx';
import { listNames } from '../pointers.ts';
import styles from './details.module.css';
import { FindingFields } from './FindingFields.tsx';
import { lockChange, lockedIn } from './locks.ts';
import { PartTools } from './PartTools.tsx';

const hints: Readonly<Record<FindingCategory, string>> = {
  history: 'What the learner may ask, and what the patient says. The answer has to entail the state.',
  physical_exam: 'What the learner may examine, and what is found.',
  diagnostic_workup: 'What the learner may order, why, and what comes back.',
};

export function FindingList({ category, title }: { readonly category: FindingCategory; readonly title: string }) {
  const { record, locks } = useDraft();
  const desk = useDesk();
  const edit = useEdit();
  const findings = record.findings.filter((finding) => finding.category === category);
  const present = findings.filter((finding) => finding.present).length;
  return (
    <Section
      title={`${title} (${findings.length})`}
      hint={hints[category]}
      aside={
        <div>
          <span>
            {present} present · {findings.length - present} absent
          </span>
          <PartTools
            section={listNames[category]}
            name={`${title.toLowerCase()} findings`}
            fields={findings.map(({ id }) => `findings.${id}`)}
          />
        </div>
      }
    >
      <ul className={styles.findings} data-pointer={`/case_details/${listNames[category]}`} tabIndex={-1}>
        {findings.map((finding, i) => (
          <FindingFields
            key={finding.id}
            finding={finding}
            pointer={`/case_details/${listNames[category]}/${i}`}
            place={{ isFirst: i === 0, isLast: i === findings.length - 1 }}
            isLocked={lockedIn(locks, [`findings.${finding.id}`])}
            onLock={() => edit(lockChange(desk.store.get().locks, [`findings.${finding.id}`]))}
            onMove={(by) => {
              const before = by < 0 ? findings[i - 1]?.id : (findings[i + 2]?.id ?? null);
              if (before !== undefined) edit({ operations: [{ op: 'move-finding', finding_id: finding.id, before }] });
            }}
          />
        ))}
      </ul>
      <div>
        <Button
          size="xs"
          variant="default"
          onClick={() => edit({ operations: [{ op: 'add-finding', category, finding: 'new finding', present: null }] })}
        >
          Add a finding
        </Button>
      </div>
    </Section>
  );
}
