/**
 * Text that is valid XML 1.0 whatever goes in. Blanks other than the space are written as
 * references, so that a reader's line-end folding does not change a key. DEVIATION: AWS S3 prints
 * characters that XML 1.0 cannot carry (U+0001 …) raw or as references that no XML 1.0 parser
 * takes. They, and lone surrogates, become U+FFFD here; `encoding-type=url` keeps them, as AWS's
 * ListObjectsV2 page advises.
 */

const special = /[&<>"\x00-\x1f\ufffe\uffff]/;
const specials = /[&<>"\x00-\x1f\ufffe\uffff]/g;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

export function escapeXml(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  if (!special.test(formed)) return formed;
  return formed.replace(specials, (character) => references[character] ?? '\ufffd');
}
