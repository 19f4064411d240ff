/**
 * Text that is valid XML 1.0 whatever goes in. Blanks other than the space are written as
 * references, so that a reader's line-end folding does not change a key. DEVIATION: AWS S3 prints
 * characters that XML 1.0 cannot carry (U+0001 …) raw or as references that no XML 1.0 parser
 * takes. They, and lone surrogates, become U+FFFD here; `encoding-type=url` keeps them, as AWS's
 * ListObjectsV2 page advises.
 */

const references: readonly (string | undefined)[] = Array.from({ length: 0x3f }, (_, code) => {
  if (code === 0x26) return '&amp;';
  if (code === 0x3c) return '&lt;';
  if (code === 0x3e) return '&gt;';
  if (code === 0x22) return '&quot;';
  if (code === 0x09 || code === 0x0a || code === 0x0d)
    return `&#x${code.toString(16).toUpperCase()};`;
  return code < 0x20 ? '\ufffd' : undefined;
});

/** Most texts are ASCII with nothing to escape, which a pattern finds out fastest. */
const plain = /^[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x7f]*$/;
/** An entity tag: a listing has a thousand of them. */
const quoted = /^"[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x7f]*"$/;

export function escapeXml(text: string): string {
  if (text.charCodeAt(0) !== 0x22) return plain.test(text) ? text : escapeEach(text);
  return quoted.test(text) ? `&quot;${text.slice(1, -1)}&quot;` : escapeEach(text);
}

function escapeEach(text: string): string {
  let escaped = '';
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x3f) {
      const reference = references[code];
      if (reference === undefined) continue;
      escaped += text.slice(from, index) + reference;
      from = index + 1;
    } else if (code >= 0xd800) {
      const width = widthOf(text, index);
      if (width === 0) {
        escaped += `${text.slice(from, index)}\ufffd`;
        from = index + 1;
      } else {
        index += width - 1;
      }
    }
  }
  return from === 0 ? text : escaped + text.slice(from);
}

/** Code units of the character that begins here; 0 where XML has no such character. */
function widthOf(text: string, index: number): 0 | 1 | 2 {
  const code = text.charCodeAt(index);
  if (code >= 0xe000) return code >= 0xfffe ? 0 : 1;
  const next = text.charCodeAt(index + 1);
  return code < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? 2 : 0;
}
