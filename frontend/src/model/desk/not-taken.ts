import { ApiProblem } from '../../api/problem.ts';
import type { Clash } from '../draft-state.ts';

/** What the page does about a change that the API has not taken: the table in docs/page.md. */
export type NotTaken =
  | { readonly kind: 'clash'; readonly clashes: readonly Clash[] }
  | { readonly kind: 'session-expired' }
  /** The version that we started from is not kept any more: start again from the present one. */
  | { readonly kind: 'version-forgotten' }
  | { readonly kind: 'change-refused' }
  /** Nothing is wrong with the change; without a sign-in there is no use in trying again. */
  | { readonly kind: 'not-now'; readonly triesAgain: boolean };

export function whyNotTaken({ status, body, retryAfterSeconds }: ApiProblem): NotTaken {
  const clashes = body.clashes as Clash[] | undefined;
  if (status === 409 && clashes) return { kind: 'clash', clashes };
  if (status === 404) return { kind: 'session-expired' };
  if (status === 409 && retryAfterSeconds === undefined) return { kind: 'version-forgotten' };
  if (status === 422) return { kind: 'change-refused' };
  return { kind: 'not-now', triesAgain: status !== 401 };
}

/** The change is certainly not there: any other failure may have come after it was written. */
export const isRefusal = (error: unknown): boolean => error instanceof ApiProblem && error.status >= 400 && error.status < 500;
