/** Up to three of `names` that somebody who typed `typed` may have meant, the most likely first. */
export function nearest(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  return names
    .map((name) => {
      const candidate = name.toLowerCase();
      const within = candidate.includes(wanted) || wanted.includes(candidate);
      return { name, distance: within ? 0 : editDistance(wanted, candidate) };
    })
    .filter(({ name, distance }) => distance <= Math.max(1, Math.min(typed.length, name.length) / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein's distance: single characters added, removed or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
