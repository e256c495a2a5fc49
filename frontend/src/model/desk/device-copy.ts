import { device, type KeptDraft } from '../device.ts';
import type { DraftState } from '../draft-state.ts';
import { onWire } from './on-wire.ts';

const keepMs = 50;

/** What the device keeps of the draft that is on the screen. */
export class DeviceCopy {
  readonly #state: () => DraftState;
  readonly #who: string;
  #keeping: number | undefined;
  #closed = false;

  constructor(state: () => DraftState, who: string) {
    this.#state = state;
    this.#who = who;
  }

  /** Soon, and once for a burst of changes: the screen comes first. */
  keepSoon(): void {
    this.#keeping ??= window.setTimeout(() => {
      this.#keeping = undefined;
      if (!this.#closed) void this.keep();
    }, keepMs);
  }

  keep(): Promise<boolean> {
    return device.keep(keptFrom(this.#state(), this.#who));
  }

  close(): void {
    this.#closed = true;
  }
}

const keptFrom = (state: DraftState, user: string): KeptDraft => ({
  id: state.id,
  user,
  sessionId: state.sessionId,
  version: state.version,
  body: onWire(state.base),
  locks: state.baseLocks,
  origin: state.origin,
  pending: state.pending,
  title: state.record.title,
  keptAt: new Date().toISOString(),
});
