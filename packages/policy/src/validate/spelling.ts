/** The name that was probably meant. */

const distanceMax = 2;

/** Levenshtein's distance, at most one more than `distanceMax`. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > distanceMax) return distanceMax + 1;
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const inserted = (current[column - 1] ?? 0) + 1;
      const removed = (before[column] ?? 0) + 1;
      const cost = Math.min(replaced, inserted, removed);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > distanceMax) return distanceMax + 1;
    before = current;
  }
  return before[b.length] ?? distanceMax + 1;
}

const charactersMax = 128;

export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 3 || name.length > charactersMax) return undefined;
  let best: string | undefined;
  let bestDistance = distanceMax + 1;
  for (const candidate of candidates) {
    const found = distance(name, candidate);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}
