/**
 * Matching of `*` and `?` without RegExp. A pattern is a list of tokens: UTF-16 units, and four
 * wildcards below zero. A `*` that comes out of a policy variable is its plain unit and so stays
 * literal. Page: IAM UG "IAM JSON policy elements: Resource", "Using wildcards in resource ARNs".
 *
 * INVARIANT: time is O(text × pattern) for any input: a mismatch returns to the last wildcard only,
 * and from one that stays in its segment at most to the last one that does not.
 */

export type Tokens = readonly number[];

/** Any text. */
export const anyText = -1;
/** Any one UTF-16 unit. */
export const anyUnit = -2;
/** Any text without a colon. */
export const anyTextInSegment = -3;
/** Any one unit but a colon. */
export const anyUnitInSegment = -4;

const colon = 0x3a;

function matchesUnit(token: number | undefined, unit: number): boolean {
  return token === unit || token === anyUnit || (token === anyUnitInSegment && unit !== colon);
}

/** Does `text` from `from` on match the tokens from `from` on? The units before are taken as equal. */
export function matchTokens(tokens: Tokens, text: string, from: number): boolean {
  let tokenAt = from;
  let textAt = from;
  // Where to go back to: after the wildcard, with one more unit given to it.
  let star = -1;
  let starText = 0;
  let segmentStar = -1;
  let segmentText = 0;
  while (textAt < text.length) {
    const token = tokens[tokenAt];
    if (matchesUnit(token, text.charCodeAt(textAt))) {
      tokenAt += 1;
      textAt += 1;
    } else if (token === anyText) {
      tokenAt += 1;
      star = tokenAt;
      starText = textAt;
      segmentStar = -1;
    } else if (token === anyTextInSegment) {
      tokenAt += 1;
      segmentStar = tokenAt;
      segmentText = textAt;
    } else if (segmentStar >= 0 && text.charCodeAt(segmentText) !== colon) {
      segmentText += 1;
      textAt = segmentText;
      tokenAt = segmentStar;
    } else if (star >= 0) {
      starText += 1;
      textAt = starText;
      tokenAt = star;
      segmentStar = -1;
    } else {
      return false;
    }
  }
  while (tokens[tokenAt] === anyText || tokens[tokenAt] === anyTextInSegment) tokenAt += 1;
  return tokenAt === tokens.length;
}

/** For people: the tokens as they would be written. Literal wildcards are written as `${*}`, `${?}`. */
export function tokensToText(tokens: Tokens): string {
  let text = '';
  for (const token of tokens) {
    if (token === anyText || token === anyTextInSegment) text += '*';
    else if (token === anyUnit || token === anyUnitInSegment) text += '?';
    else if (token === 0x2a || token === 0x3f) text += `\${${String.fromCharCode(token)}}`;
    else text += String.fromCharCode(token);
  }
  return text;
}
