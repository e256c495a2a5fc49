import { AppError } from '../../errors.ts';

export const outOfTime = (): AppError => new AppError('out-of-time', 'The model did not finish in the time allowed.');

/** Why the caller stopped us: its own reason, unless that is the bare one of AbortSignal.timeout. */
export const abortReason = (signal: AbortSignal): unknown => {
  const { reason } = signal;
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? outOfTime() : reason;
};
