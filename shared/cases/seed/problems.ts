import { AppError, type FieldError } from '../../errors.ts';

/** What is wrong, gathered so that a caller reads it all at once. */
export type Problems = {
  readonly say: (path: string, message: string) => void;
  /** Throws a 422 that names each field, if anything was said. */
  readonly throwIfAny: () => void;
};

const mostShown = 20;

export function gatherProblems(): Problems {
  const errors: FieldError[] = [];
  return {
    say: (path, message) => void errors.push({ path, message }),
    throwIfAny: () => {
      if (errors.length > 0) throw invalid(errors);
    },
  };
}

export function invalid(errors: readonly FieldError[]): AppError {
  const shown = errors.slice(0, mostShown);
  const more = errors.length > shown.length ? `; and ${errors.length - shown.length} more` : '';
  return new AppError('invalid-request', shown.map(({ path, message }) => `${path}: ${message}`).join('; ') + more, {
    errors: shown,
  });
}
