import { useId, useRef, useState } from 'react';
import { shareOut, wholePercents } from '../../../../shared/reasoning/share-out.ts';
import styles from './beliefs.module.css';
import type { Bucket } from './types.ts';

type Props = {
  readonly buckets: readonly Bucket[];
  readonly shares: readonly number[];
  readonly isStated: boolean;
  /** Where the bars stood before the last answer. */
  readonly before: readonly number[] | undefined;
  readonly onMove: (shares: readonly number[]) => void;
};

/** Bars that always add up to 100 %: moving one shares the rest among the others, in proportion. */
export function BeliefBars({ buckets, shares, isStated, before, onMove }: Props) {
  const id = useId();
  const percents = wholePercents(shares);
  const earlier = before && wholePercents(before);
  /** Where the bars stood when this one was taken up: pushed to 100 % and back, the others find their proportions again. */
  const taken = useRef<{ readonly bar: number; readonly shares: readonly number[] }>(undefined);
  const move = (bar: number, percent: number) => {
    if (taken.current?.bar !== bar) taken.current = { bar, shares };
    onMove(shareOut(taken.current.shares, bar, percent / 100));
  };
  return (
    <fieldset className={styles.bars} data-stated={isStated}>
      <legend>{isStated ? 'Your bars, together 100 %' : 'An even split, until you move a bar'}</legend>
      {buckets.map(({ bucket_id, name }, i) => (
        <div key={bucket_id} className={styles.bar}>
          <label htmlFor={`${id} ${i}`}>
            {name}
            {earlier && earlier[i] !== percents[i] && <small> was {earlier[i]} %</small>}
          </label>
          <PercentInput label={`${name}, in percent`} value={percents[i] ?? 0} onMove={(percent) => move(i, percent)} />
          <input
            id={`${id} ${i}`}
            type="range"
            min={0}
            max={100}
            step={1}
            value={percents[i] ?? 0}
            aria-valuetext={`${percents[i] ?? 0} %`}
            onChange={({ currentTarget }) => move(i, Number(currentTarget.value))}
          />
        </div>
      ))}
    </fieldset>
  );
}

type InputProps = { readonly label: string; readonly value: number; readonly onMove: (percent: number) => void };

/** What is typed stands as typed until the field is left: an empty field on the way to “35” is no zero. */
function PercentInput({ label, value, onMove }: InputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <span className={styles.percent}>
      <input
        type="number"
        aria-label={label}
        min={0}
        max={100}
        step={1}
        inputMode="numeric"
        value={typed ?? value}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const percent = Number(currentTarget.value);
          if (currentTarget.value !== '' && percent >= 0 && percent <= 100) onMove(percent);
        }}
        onBlur={() => setTyped(undefined)}
      />
      <span aria-hidden="true">%</span>
    </span>
  );
}
