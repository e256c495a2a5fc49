import { useState } from 'react';
import type { CaseRecord } from '../../../../shared/cases/case.ts';
import type { TierLevel } from '../../../../shared/cases/framework.ts';
import { ratioStep } from '../../../../shared/reasoning/sensitivity.ts';
import type { AnalysisBody, Audit } from '../../api/types.ts';
import { DifficultyCard } from '../../charts/DifficultyCard.tsx';
import { PosteriorPath } from '../../charts/PosteriorPath.tsx';
import { RulesCompared } from '../../charts/RulesCompared.tsx';
import { TornadoBars } from '../../charts/TornadoBars.tsx';
import { Section } from '../../ui/Section.tsx';
import { TierSwitch } from '../../ui/TierSwitch.tsx';
import { AuditList } from '../edit/insights/AuditList.tsx';
import { NextQuestion } from './NextQuestion.tsx';
import { OneFinding } from './OneFinding.tsx';
import styles from './ReasoningDesk.module.css';
import { SamePairs } from './SamePairs.tsx';
import { barsOf, comparedOf, pointsOf } from './series-of.ts';

type Props = {
  readonly record: CaseRecord;
  /** What the numbers of `record` lead to: POST /analyze, or the same code run here while an edit is on its way. */
  readonly analysis: AnalysisBody;
  readonly audits?: readonly Audit[];
  /** Of the draft that audits may change; none for a saved case. */
  readonly draftId?: string;
};

/** What a case's numbers do, drawn: where the findings lead, what to ask next, and what the result hangs on. */
export default function ReasoningDesk({ record, analysis, audits = [], draftId }: Props) {
  const [tier, setTier] = useState<TierLevel>(3);
  const view = analysis.tiers.find(({ tier_level }) => tier_level === tier);
  if (!view) return null;
  const { primary, simulator } = view;
  const { difficulty } = analysis;
  const buckets = view.buckets.map(({ bucket_id, name }) => ({
    id: bucket_id,
    name,
    isPrimary: bucket_id === primary.bucket_id,
  }));
  return (
    <div className={styles.desk}>
      <div className={styles.bar}>
        <TierSwitch tier={tier} onChange={setTier} />
        <p>{analysis.assumption}</p>
      </div>
      <div className={styles.pair}>
        <Section title="How hard it is">
          <DifficultyCard
            score={difficulty.score}
            bitsNeeded={difficulty.bits_needed}
            bitsGiven={difficulty.bits_given}
            rankAtPresentation={difficulty.rank_at_presentation}
            discriminating={difficulty.discriminating}
            pointingElsewhere={difficulty.pointing_elsewhere}
            findings={analysis.findings.length}
          />
        </Section>
        {draftId === undefined ? null : <AuditList audits={audits} record={record} draftId={draftId} />}
      </div>
      <Section title="Path">
        <PosteriorPath buckets={buckets} points={pointsOf(analysis, view)} />
      </Section>
      <div className={styles.pair}>
        <NextQuestion key={`next ${tier}`} record={record} analysis={analysis} tier={view} />
        <OneFinding key={`one ${tier}`} analysis={analysis} tier={view} />
      </div>
      <Section title="Sensitivity">
        <TornadoBars bars={barsOf(analysis, view)} now={primary.posterior} primary={primary.name} step={ratioStep} />
      </Section>
      <div className={styles.pair}>
        <Section title="Two rules">
          <RulesCompared
            buckets={comparedOf(view)}
            bayesLeader={simulator.bayes_leader}
            simulatorLeader={simulator.leader}
            orders={{
              tried: simulator.orders_tried,
              lowest: simulator.leader_lowest,
              highest: simulator.leader_highest,
              changesWinner: simulator.winner_depends_on_order,
            }}
          />
        </Section>
        <SamePairs analysis={analysis} />
      </div>
    </div>
  );
}
