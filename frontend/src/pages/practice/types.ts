import type { answerBody, revealBody, startBody } from '../../../../shared/http/practice-body.ts';

export type Door = ReturnType<typeof startBody>;
export type Answer = ReturnType<typeof answerBody>;
export type Revealed = ReturnType<typeof revealBody>;
export type TierLevel = Door['tiers'][number]['tier_level'];
export type Bucket = Door['tiers'][number]['buckets'][number];
