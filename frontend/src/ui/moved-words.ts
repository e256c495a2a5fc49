import type { MovedRatio } from '../../../shared/cases/edits/edit-ratios.ts';

/** An LR that is another one here than in the file, with as many digits as tell the two apart. */
export function movedWords({ feature_name, diagnostic_bucket, asked, got }: MovedRatio): string {
  const digits = [2, 3].find((some) => asked.toFixed(some) !== got.toFixed(some)) ?? 4;
  return `LR of ${feature_name} for ${diagnostic_bucket}: ${asked.toFixed(digits)} in the file, ${got.toFixed(digits)} here`;
}
