/**
 * Patterns against patterns: does one hold all that another holds, have they anything in common?
 * Both are bounded by the product of the lengths.
 */

const isStar = (character: string | undefined): boolean => character === '*';

/** Does one unit of the outer pattern stand for this unit of the inner one? */
const coversUnit = (outer: string | undefined, inner: string | undefined): boolean =>
  outer === inner ? !isStar(outer) : outer === '?' && !isStar(inner);

/** Everything that `inner` matches, `outer` matches too. */
export function covers(outer: string, inner: string): boolean {
  let [outerAt, innerAt] = [0, 0];
  let [star, starInner] = [-1, 0];
  while (innerAt < inner.length) {
    if (coversUnit(outer[outerAt], inner[innerAt])) {
      outerAt += 1;
      innerAt += 1;
    } else if (isStar(outer[outerAt])) {
      outerAt += 1;
      star = outerAt;
      starInner = innerAt;
    } else if (star >= 0) {
      starInner += 1;
      innerAt = starInner;
      outerAt = star;
    } else {
      return false;
    }
  }
  while (isStar(outer[outerAt])) outerAt += 1;
  return outerAt === outer.length;
}

const meet = (a: string | undefined, b: string | undefined): boolean =>
  a === b || a === '?' || b === '?';

/** Is there a text that both match? */
export function overlaps(a: string, b: string): boolean {
  let row: boolean[] = [true];
  for (let at = 0; at < b.length; at += 1) row.push(row[at] === true && isStar(b[at]));
  for (const unit of a) {
    const next: boolean[] = [row[0] === true && isStar(unit)];
    for (let at = 0; at < b.length; at += 1) {
      const other = b[at];
      const through =
        isStar(unit) || isStar(other)
          ? row[at + 1] === true || next[at] === true || row[at] === true
          : row[at] === true && meet(unit, other);
      next.push(through);
    }
    row = next;
  }
  return row[b.length] === true;
}
