import type { MovedRatio } from '../../../shared/cases/edits/edit-ratios.ts';
import { movedWords } from './moved-words.ts';
import { RemarkList } from './RemarkList.tsx';

/** What an import has otherwise than the file, and why; nothing where all is as it was asked for. */
export const MovedRatios = ({ moved }: { readonly moved: readonly MovedRatio[] }) => (
  <RemarkList
    lead="Other than in the file, because the LRs of a finding must agree with each other:"
    remarks={moved.map(movedWords)}
  />
);
