/** Actions with wildcards. Page: IAM UG "IAM JSON policy elements: Action". */

export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/**
 * Whether a name matches, in any case. Goes back to the last star only, so that no pattern takes
 * long.
 */
export function matchesAction(pattern: string, name: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), name.toLowerCase()];
  let [at, from, star, starFrom] = [0, 0, -1, 0];
  while (from < given.length) {
    if (wanted[at] === '*') {
      star = at;
      starFrom = from;
      at += 1;
    } else if (wanted[at] === '?' || wanted[at] === given[from]) {
      at += 1;
      from += 1;
    } else if (star !== -1) {
      at = star + 1;
      starFrom += 1;
      from = starFrom;
    } else return false;
  }
  return /^\**$/.test(wanted.slice(at));
}
