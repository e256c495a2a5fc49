import styles from './Progress.module.css';

type Props = { readonly name: string; readonly value: unknown; readonly isEarlier: boolean };

/** A section as a model has just written it. Its shape is the model's own, so only its words are shown. */
export function Partial({ name, value, isEarlier }: Props) {
  const lines = textsIn(value).slice(0, 24);
  if (lines.length === 0) return null;
  return (
    <div className={styles.partial}>
      <h3>
        {name}
        {isEarlier && <small> from the try before</small>}
      </h3>
      <ul>
        {lines.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** One line for each object that holds texts, in the order in which they stand. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.values(value).filter((part) => typeof part === 'string' && part !== '');
  const inner = Object.values(value).filter((part) => typeof part === 'object');
  return [...(own.length > 0 ? [own.join(' · ')] : []), ...inner.flatMap(textsIn)];
}
