import type { CaseRecord } from '../../../shared/cases/case.ts';
import type { PendingChange } from './device.ts';

export type Clash = { readonly field: string; readonly yours: unknown; readonly theirs: unknown };

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Kept on this device until the server takes it. */
  | { readonly kind: 'offline'; readonly why: string; readonly storeIsOut?: boolean }
  | { readonly kind: 'conflict'; readonly clashes: readonly Clash[] };

export type DraftState = {
  /** What the address names: the session, or a name of our own while there is none. */
  readonly id: string;
  readonly sessionId: string | null;
  readonly version: number;
  /** What the server last had. */
  readonly base: CaseRecord;
  readonly baseLocks: readonly string[];
  readonly origin: { readonly case_id: number; readonly version: number } | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly pending: readonly PendingChange[];
  /** Undone before the server heard of them. */
  readonly undone: readonly PendingChange[];
  /** `base` with everything pending: what the screen shows. */
  readonly record: CaseRecord;
  readonly locks: readonly string[];
  readonly save: SaveState;
  /** Something that the author should know, until it is dismissed. */
  readonly note: string | undefined;
};
