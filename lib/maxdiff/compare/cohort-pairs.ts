/** Every pair of cohorts, the earlier one first. */
export function cohortPairs(cohortCount: number): { from: number; to: number }[] {
  const pairs: { from: number; to: number }[] = [];
  for (let from = 0; from < cohortCount; from++) {
    for (let to = from + 1; to < cohortCount; to++) pairs.push({ from, to });
  }
  return pairs;
}
