/**
 * A small strict XML reader for request bodies: elements, attributes, text, CDATA, comments, the
 * five entities and numeric references. It refuses DOCTYPE and every other entity (no expansion
 * attacks), bounds depth and number of elements, and drops namespace prefixes, as S3 does. What is
 * not well-formed is `Malformed`; the protocol answers `MalformedXML`. https://www.w3.org/TR/xml/
 * (fifth edition); no DTD, no external entities.
 */
import { Malformed } from './scalars.ts';

export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  /** By local name; namespace declarations left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, joined. */
  readonly text: string;
}

export const xmlDepthMax = 32;
/** DeleteObjects holds 1000 objects, CompleteMultipartUpload 10,000 parts of a dozen fields each. */
export const xmlElementsMax = 200_000;
const attributesMax = 32;

interface Open {
  qualified: string;
  element: {
    name: string;
    attributes: Record<string, string>;
    children: XmlElement[];
    text: string;
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const nameForm = /^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u;
const blank = /^[\t\n\r ]*$/;

export function readXml(body: Uint8Array | string): XmlElement {
  const text = typeof body === 'string' ? body : decode(body);
  if (forbidden.test(text)) throw new Malformed('control character');
  return new Reader(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')).read();
}

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Malformed('not UTF-8');
  }
}

/** One pass over the text; a class because position and stack move together. */
class Reader {
  readonly #text: string;
  readonly #stack: Open[] = [];
  #position = 0;
  #elements = 0;
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    if (this.#text.startsWith('<?xml')) this.#position = this.#after('?>', 5);
    while (this.#position < this.#text.length) {
      const next = this.#text.indexOf('<', this.#position);
      const end = next < 0 ? this.#text.length : next;
      this.#characters(this.#text.slice(this.#position, end));
      this.#position = end;
      if (next >= 0) this.#markup();
    }
    if (this.#root === undefined || this.#stack.length > 0) throw new Malformed('unclosed element');
    return this.#root;
  }

  /** Position after the next `mark`, which must come. */
  #after(mark: string, from: number): number {
    const index = this.#text.indexOf(mark, from);
    if (index < 0) throw new Malformed(`missing ${mark}`);
    return index + mark.length;
  }

  #characters(raw: string): void {
    if (raw === '') return;
    const open = this.#stack.at(-1);
    if (open !== undefined) {
      if (raw.includes(']]>')) throw new Malformed(']]> in text');
      open.element.text += resolve(raw);
    } else if (!blank.test(raw)) {
      throw new Malformed('text outside the root');
    }
  }

  #markup(): void {
    const text = this.#text;
    const at = this.#position;
    const second = text.charCodeAt(at + 1);
    if (second !== 0x2f && second !== 0x21 && second !== 0x3f) {
      this.#open();
    } else if (second === 0x2f) {
      this.#close();
    } else if (text.startsWith('<!--', at)) {
      const end = this.#after('-->', at + 4);
      if (text.indexOf('--', at + 4) < end - 3) throw new Malformed('-- in a comment');
      this.#position = end;
    } else if (text.startsWith('<![CDATA[', at)) {
      const open = this.#stack.at(-1);
      if (open === undefined) throw new Malformed('CDATA outside the root');
      const end = this.#after(']]>', at + 9);
      open.element.text += text.slice(at + 9, end - 3);
      this.#position = end;
    } else if (second === 0x3f) {
      if (/^<\?xml[\s?]/i.test(text.slice(at, at + 6))) throw new Malformed('late declaration');
      this.#position = this.#after('?>', at + 2);
    } else {
      throw new Malformed('a declaration: no DOCTYPE is read');
    }
  }

  #close(): void {
    const end = this.#after('>', this.#position);
    const name = this.#text.slice(this.#position + 2, end - 1).trimEnd();
    const open = this.#stack.pop();
    if (open === undefined || open.qualified !== name) throw new Malformed(`stray </${name}>`);
    this.#position = end;
  }

  #open(): void {
    const end = this.#tagEnd();
    const isEmpty = this.#text[end - 2] === '/';
    const inside = this.#text.slice(this.#position + 1, isEmpty ? end - 2 : end - 1);
    const gap = inside.search(/[\t\n\r ]/);
    const qualified = gap < 0 ? inside : inside.slice(0, gap);
    const element = {
      name: localName(qualified),
      attributes: gap < 0 ? noAttributes : readAttributes(inside.slice(gap)),
      children: [],
      text: '',
    };
    this.#attach(element);
    if (!isEmpty) this.#stack.push({ qualified, element });
    if (this.#stack.length > xmlDepthMax) throw new Malformed('nested too deeply');
    this.#position = end;
  }

  #attach(element: XmlElement): void {
    this.#elements += 1;
    if (this.#elements > xmlElementsMax) throw new Malformed('too many elements');
    const parent = this.#stack.at(-1);
    if (parent !== undefined) {
      parent.element.children.push(element);
    } else {
      if (this.#root !== undefined) throw new Malformed('a second root');
      this.#root = element;
    }
  }

  /** After the `>` of the tag that begins here; a `>` inside a quoted value does not count. */
  #tagEnd(): number {
    let quote = 0;
    for (let index = this.#position + 1; index < this.#text.length; index += 1) {
      const code = this.#text.charCodeAt(index);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === greaterThan) {
        return index + 1;
      } else if (code === doubleQuote || code === singleQuote) {
        quote = code;
      } else if (code === lessThan) {
        break;
      }
    }
    throw new Malformed('unclosed tag');
  }
}

const lessThan = 0x3c;
const greaterThan = 0x3e;
const doubleQuote = 0x22;
const singleQuote = 0x27;

/** Names that were checked once: a document repeats a handful of them. */
const localNames = new Map<string, string>();
const localNamesMax = 1000;
const nameLengthMax = 128;

function localName(qualified: string): string {
  const known = localNames.get(qualified);
  if (known !== undefined) return known;
  if (qualified.length > nameLengthMax || !nameForm.test(qualified)) {
    throw new Malformed('not a name');
  }
  const local = qualified.slice(qualified.indexOf(':') + 1);
  if (localNames.size >= localNamesMax) localNames.clear();
  localNames.set(qualified, local);
  return local;
}

const attributeForm = /[\t\n\r ]+([^\s=<>"'/]+)[\t\n\r ]*=[\t\n\r ]*(?:"([^"<]*)"|'([^'<]*)')/y;
const noAttributes: Record<string, string> = {};

function readAttributes(raw: string): Record<string, string> {
  if (blank.test(raw)) return noAttributes;
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  const seen = new Set<string>();
  let position = 0;
  while (position < raw.length && !blank.test(raw.slice(position))) {
    attributeForm.lastIndex = position;
    const match = attributeForm.exec(raw);
    if (match === null || seen.size === attributesMax) throw new Malformed('not an attribute');
    const qualified = match[1]!;
    const local = localName(qualified);
    if (seen.has(qualified)) throw new Malformed('an attribute twice');
    seen.add(qualified);
    const value = resolve((match[2] ?? match[3])!).replaceAll(/[\t\n]/g, ' ');
    if (qualified !== 'xmlns' && !qualified.startsWith('xmlns:')) attributes[local] = value;
    position = attributeForm.lastIndex;
  }
  return attributes;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const referenceLengthMax = 10;

/** Resolves references. Those to control characters are taken, so that every S3 key can be named. */
function resolve(raw: string): string {
  let ampersand = raw.indexOf('&');
  if (ampersand < 0) return raw;
  let resolved = '';
  let from = 0;
  while (ampersand >= 0) {
    const end = raw.slice(ampersand, ampersand + referenceLengthMax).indexOf(';');
    if (end < 0) throw new Malformed('stray &');
    const name = raw.slice(ampersand + 1, ampersand + end);
    resolved += raw.slice(from, ampersand) + (entities.get(name) ?? numericReference(name));
    from = ampersand + end + 1;
    ampersand = raw.indexOf('&', from);
  }
  return resolved + raw.slice(from);
}

function numericReference(name: string): string {
  const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (number === null) throw new Malformed('unknown entity');
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code === 0 || code > 0x10ffff || isSurrogate) throw new Malformed('not a character');
  return String.fromCodePoint(code);
}
