/**
 * How long each screen took by the server's clock: from when it was made, or the post before it if
 * that came later, to its own post. A form cannot claim a longer time than lay between two posts; a
 * screen that was gone back to adds up.
 */
export function screenTimes(
  startedAt: number,
  posts: readonly {
    readonly screenKey: string;
    readonly shownAt: number | null;
    readonly receivedAt: number;
  }[],
): Map<string, number> {
  const times = new Map<string, number>();
  let before = startedAt;
  for (const { screenKey, shownAt, receivedAt } of posts) {
    const since = Math.min(receivedAt, Math.max(before, shownAt ?? before));
    times.set(screenKey, (times.get(screenKey) ?? 0) + receivedAt - since);
    before = Math.max(before, receivedAt);
  }
  return times;
}
