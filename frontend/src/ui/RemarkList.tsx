import styles from './Remarks.module.css';

type Props = {
  readonly remarks: readonly string[];
  /** What they are about, in a line above them. */
  readonly lead?: string;
  readonly most?: number;
};

/** Sentences about what was done; of many, the first. */
export const RemarkList = ({ remarks, lead, most = 20 }: Props) =>
  remarks.length > 0 && (
    <>
      {lead && <p className={styles.lead}>{lead}</p>}
      <ul className={styles.list}>
        {remarks.slice(0, most).map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
        {remarks.length > most && <li>and {remarks.length - most} more</li>}
      </ul>
    </>
  );
