import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Malformed } from './scalars.ts';
import { readXml, xmlDepthMax } from './xml-reader.ts';
import type { XmlElement } from './xml-reader.ts';
import { escapeXml } from './xml-text.ts';

const element = (name: string, text = '', children: XmlElement[] = []): XmlElement => ({
  name,
  attributes: {},
  children,
  text,
});

describe('well-formed documents', () => {
  test.each<[string, XmlElement]>([
    ['<a/>', element('a')],
    ['<a></a>', element('a')],
    ['<?xml version="1.0" encoding="UTF-8"?>\n<a>x</a>\n', element('a', 'x')],
    ['\ufeff<a/>', element('a')],
    ['<!-- before --><a/><!-- after -->', element('a')],
    ['<a>x<!-- not text -->y</a>', element('a', 'xy')],
    ['<a><![CDATA[<b>&amp;]]></a>', element('a', '<b>&amp;')],
    ['<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&#xD;</a>', element('a', '<>&"\'A😀\r')],
    ['<a>x\r\ny\rz</a>', element('a', 'x\ny\nz')],
    ['<a><b>1</b><b>2</b></a>', element('a', '', [element('b', '1'), element('b', '2')])],
    ['<s3:a xmlns:s3="u"><s3:b/></s3:a>', element('a', '', [element('b')])],
    ['<a xmlns="http://s3.amazonaws.com/doc/2006-03-01/" />', element('a')],
  ])('%j', (text, expected) => {
    expect(readXml(Buffer.from(text))).toEqual(expected);
  });

  test('attributes go by local name, without namespace declarations', () => {
    const text = `<g xmlns:xsi="http://x" xsi:type="Group" note='a "b" &amp; > c'/>`;
    expect({ ...readXml(text).attributes }).toEqual({ type: 'Group', note: 'a "b" & > c' });
  });

  test('a reference to a control character is taken, so that every key can be named', () => {
    expect(readXml('<Key>&#x1;</Key>').text).toBe('\u0001');
  });
});

describe('anything else is malformed', () => {
  const deep = '<a>'.repeat(xmlDepthMax + 1) + '</a>'.repeat(xmlDepthMax + 1);
  test.each([
    '',
    'x',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>x',
    'x<a/>',
    '<a',
    '<a b></a>',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a b="1"c="2"/>',
    '<1a/>',
    '<a:b:c/>',
    '<a>&b;</a>',
    '<a>&</a>',
    '<a>&amp</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>&constructor;</a>',
    '<a>\u0001</a>',
    '<a>]]></a>',
    '<a><!-- -- --></a>',
    '<a><!-- </a>',
    '<a><![CDATA[</a>',
    '<![CDATA[x]]><a/>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a><!ELEMENT a ANY></a>',
    ' <?xml version="1.0"?><a/>',
    '<a><?xml version="1.0"?></a>',
    deep,
    '<a>'.repeat(200_000),
  ])('%j', (text) => {
    expect(() => readXml(text)).toThrow(Malformed);
  });

  test('bytes that are not UTF-8', () => {
    expect(() => readXml(new Uint8Array([0x3c, 0x61, 0x3e, 0xff]))).toThrow(Malformed);
    expect(() => readXml(Buffer.from('<a/>', 'utf16le'))).toThrow(Malformed);
  });

  test('more elements than any request has', () => {
    expect(() => readXml(`<a>${'<b/>'.repeat(200_001)}</a>`)).toThrow(Malformed);
  });

  test('whatever comes: a tree or Malformed, nothing else', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '<a',
      '</a>',
      '"',
      "'",
      '&',
      ';',
      '=',
      '!',
      '[CDATA[',
      '--',
      'x',
      ' ',
      '?',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          readXml(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('escaped text', () => {
  test('comes back unchanged where XML can carry it', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((value) => !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(value));
    fc.assert(
      fc.property(text, (value) => {
        expect(readXml(`<a b="${escapeXml(value)}">${escapeXml(value)}</a>`).text).toBe(value);
      }),
    );
    expect(readXml(`<a>${escapeXml('a\r\n\tb')}</a>`).text).toBe('a\r\n\tb');
  });

  test('is valid XML whatever it was', () => {
    expect(escapeXml('\u0001\ud800x\udfff\ufffe')).toBe('\ufffd\ufffdx\ufffd\ufffd');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        readXml(`<a>${escapeXml(value)}</a>`);
      }),
    );
  });
});
