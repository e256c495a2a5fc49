/**
 * Two orders that grew from one: what either side removed is gone, what either side added comes after what it stood behind.
 * Undefined where both sides moved what they had in common, to different places.
 */
export function mergeOrders(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] | undefined {
  const common = base.filter((id) => mine.includes(id) && theirs.includes(id));
  const order = (ids: readonly string[]): string => ids.filter((id) => common.includes(id)).join(' ');
  const [was, ours, other] = [common.join(' '), order(mine), order(theirs)];
  if (ours !== was && other !== was && ours !== other) return undefined;
  const [skeleton, guests] = ours !== was ? [mine, theirs] : [theirs, mine];
  const merged = skeleton.filter((id) => !base.includes(id) || guests.includes(id));
  guests.forEach((id, i) => {
    if (base.includes(id) || merged.includes(id)) return;
    const behind = guests.slice(0, i).findLast((before) => merged.includes(before));
    merged.splice(behind === undefined ? 0 : merged.indexOf(behind) + 1, 0, id);
  });
  return merged;
}
