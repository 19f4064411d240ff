/**
 * The one percent-encoding that AWS signatures know (IAM UG "Create a signed AWS API request",
 * UriEncode): unreserved characters stand as they are, every other byte is `%XX` in capitals.
 *
 * Input is the raw text of a request line, one character per byte as node gives it. A canonical
 * form is reached by decoding and encoding again, so that `%7e`, `%7E` and `~` meet in one form.
 */

const unreservedBytes = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~') {
  unreservedBytes[character.charCodeAt(0)] = 1;
}

const encodedBytes: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  unreservedBytes[byte] === 1
    ? String.fromCharCode(byte)
    : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

const slash = 0x2f;
const percent = 0x25;
const plus = 0x2b;

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) {
    return code - 0x30;
  }
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function isUpperHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46);
}

/** A character above a byte never comes from a socket; whoever passes one means its UTF-8 form. */
function oneCharacterPerByte(text: string): string {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 255) {
      return Buffer.from(text, 'utf8').toString('latin1');
    }
  }
  return text;
}

/** How the characters with a meaning of their own are taken. */
interface CanonicalOptions {
  /** `/` separates segments and stays. */
  readonly keepSlash: boolean;
  /** `+` is a blank, as in every query string. */
  readonly plusIsBlank: boolean;
}

const pathOptions: CanonicalOptions = { keepSlash: true, plusIsBlank: false };
const queryOptions: CanonicalOptions = { keepSlash: false, plusIsBlank: true };

/** Whether the text is canonical already, as what SDKs send nearly always is. */
function isCanonical(raw: string, keepSlash: boolean): boolean {
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code < 256 && unreservedBytes[code] === 1) {
      continue;
    }
    if (code === slash && keepSlash) {
      continue;
    }
    if (code !== percent || !isUpperHex(raw.charCodeAt(index + 1))) {
      return false;
    }
    const low = raw.charCodeAt(index + 2);
    const byte = hexValue(raw.charCodeAt(index + 1)) * 16 + hexValue(low);
    if (!isUpperHex(low) || unreservedBytes[byte] === 1 || (byte === slash && keepSlash)) {
      return false;
    }
    index += 2;
  }
  return true;
}

function reencode(text: string, options: CanonicalOptions): string {
  const raw = oneCharacterPerByte(text);
  let canonical = '';
  for (let index = 0; index < raw.length; index += 1) {
    let code = raw.charCodeAt(index);
    if (code === percent) {
      const high = hexValue(raw.charCodeAt(index + 1));
      const low = hexValue(raw.charCodeAt(index + 2));
      // A percent sign without two digits stands for itself.
      if (high >= 0 && low >= 0) {
        code = high * 16 + low;
        index += 2;
      }
    } else if (code === plus && options.plusIsBlank) {
      code = 0x20;
    }
    canonical += code === slash && options.keepSlash ? '/' : (encodedBytes[code] as string);
  }
  return canonical;
}

/** S3's canonical path: encoded once, dot segments and doubled slashes untouched. */
export function canonicalS3Path(rawPath: string): string {
  if (rawPath === '') {
    return '/';
  }
  return isCanonical(rawPath, true) ? rawPath : reencode(rawPath, pathOptions);
}

/** Name or value of a query parameter in canonical form. */
export function canonicalQueryText(raw: string): string {
  return isCanonical(raw, false) ? raw : reencode(raw, queryOptions);
}

function withoutDotSegments(rawPath: string): string {
  const kept: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') {
      kept.pop();
    } else if (segment !== '' && segment !== '.') {
      kept.push(segment);
    }
  }
  const tail = kept.length > 0 && rawPath.endsWith('/') ? '/' : '';
  return `/${kept.join('/')}${tail}`;
}

/**
 * The canonical path of every other service: dot segments folded, then the path as sent encoded
 * once more, so that an encoded blank becomes `%2520`.
 */
export function canonicalServicePath(rawPath: string): string {
  if (rawPath === '/' || rawPath === '') {
    return '/';
  }
  const path = oneCharacterPerByte(withoutDotSegments(rawPath));
  let canonical = '';
  for (let index = 0; index < path.length; index += 1) {
    const code = path.charCodeAt(index);
    canonical += code === slash ? '/' : (encodedBytes[code] as string);
  }
  return canonical;
}

/** Decodes a query value to text; bytes that are not UTF-8 become the replacement character. */
export function decodeQueryText(raw: string): string {
  if (!raw.includes('%') && !raw.includes('+')) {
    return raw;
  }
  const text = oneCharacterPerByte(raw);
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    let code = text.charCodeAt(index);
    const high = code === percent ? hexValue(text.charCodeAt(index + 1)) : -1;
    const low = high >= 0 ? hexValue(text.charCodeAt(index + 2)) : -1;
    if (low >= 0) {
      code = high * 16 + low;
      index += 2;
    } else if (code === plus) {
      code = 0x20;
    }
    bytes[length] = code;
    length += 1;
  }
  return bytes.toString('utf8', 0, length);
}
