import { Tabs, TextInput } from '@mantine/core';
import { type Ref, useState } from 'react';
import { Section } from '../../ui/Section.tsx';
import styles from './AskPanel.module.css';
import practice from './practice.module.css';
import type { Door } from './types.ts';

type Menu = Door['menu'];
type Props = {
  readonly menu: Menu;
  readonly asked: readonly string[];
  readonly waitingFor: string | undefined;
  readonly onAsk: (findingId: string) => void;
  readonly search: Ref<HTMLInputElement>;
};

const kinds: readonly { readonly id: keyof Menu; readonly name: string; readonly empty: string }[] = [
  { id: 'history_questions', name: 'History', empty: 'There is nothing to ask the patient.' },
  { id: 'physical_examinations', name: 'Examine', empty: 'There is nothing to examine.' },
  { id: 'tests', name: 'Tests', empty: 'There is no test to order.' },
];

/** Everything that can be asked, examined and ordered, in an order that says nothing. */
export function AskPanel({ menu, asked, waitingFor, onAsk, search }: Props) {
  const [text, setText] = useState('');
  const [kind, setKind] = useState<keyof Menu>('history_questions');
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ ask }: { readonly ask: string }) => words.every((word) => ask.toLowerCase().includes(word));
  const shown = kinds.map((one) => ({ ...one, items: menu[one.id].filter(fits) }));
  return (
    <Section title="Ask, examine, order">
      <TextInput
        ref={search}
        type="search"
        aria-label="Search in history, examinations and tests"
        placeholder="Search all three: pain, ECG, …"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Tabs value={kind} onChange={(value) => value && setKind(value as keyof Menu)}>
        <Tabs.List>
          {shown.map(({ id, name, items }) => (
            <Tabs.Tab key={id} value={id}>
              {name} <span className={styles.count}>{items.length}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ id, items, empty }) => (
          <Tabs.Panel key={id} value={id}>
            <ul className={styles.menu}>
              {items.map(({ finding_id, ask }) => {
                const isAsked = asked.includes(finding_id);
                return (
                  <li key={finding_id}>
                    <button
                      type="button"
                      aria-disabled={isAsked || waitingFor !== undefined}
                      data-asked={isAsked || undefined}
                      onClick={() => onAsk(finding_id)}
                    >
                      {ask}
                      {isAsked && <span className={styles.mark}>✓ on the chart</span>}
                      {waitingFor === finding_id && <span className={styles.mark}>asking …</span>}
                    </button>
                  </li>
                );
              })}
            </ul>
            {items.length === 0 && (
              <p className={practice.quiet}>{words.length > 0 ? `Nothing here for “${text.trim()}”.` : empty}</p>
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}
