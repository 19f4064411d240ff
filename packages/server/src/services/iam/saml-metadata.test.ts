import { expect, test } from 'vitest';
import {
  samlCertificate,
  samlMetadata,
  weakCertificate,
} from '../../../test/identity-providers.ts';
import { readSamlMetadata } from './saml-metadata.ts';

const unparsable = { code: 'InvalidInput', message: 'Unable to parse metadata' };

test('a document names its entity and its end', () => {
  expect(readSamlMetadata(samlMetadata())).toEqual({ entityId: 'https://idp.example.com/saml' });
  const ending = samlMetadata({ attributes: 'validUntil="2031-02-03T04:05:06Z"' });
  expect(readSamlMetadata(ending).validUntilMs).toBe(Date.UTC(2031, 1, 3, 4, 5, 6));
});

test('prefixes are the document’s own', () => {
  const other = samlMetadata().replaceAll('md:', 'm:').replaceAll('xmlns:md', 'xmlns:m');
  expect(readSamlMetadata(other).entityId).toBe('https://idp.example.com/saml');
  const plain = samlMetadata().replaceAll('md:', '').replace('xmlns:md', 'xmlns');
  expect(readSamlMetadata(plain).entityId).toBe('https://idp.example.com/saml');
});

test.each([
  ['text', 'x'.repeat(2000)],
  ['JSON', JSON.stringify({ entityID: 'x' })],
  ['nothing', ''],
  ['an unclosed element', samlMetadata().replace('</md:EntityDescriptor>', '')],
  ['two roots', samlMetadata() + '<a/>'],
  ['an attribute twice', samlMetadata({ attributes: 'ID="a" ID="b"' })],
  ['a control character', samlMetadata({ entityId: '\u0001' })],
  ['an unbound prefix', samlMetadata().replace('xmlns:ds', 'xmlns:other')],
  ['no entity', samlMetadata({ entityId: '' })],
  ['another namespace', samlMetadata().replace('SAML:2.0:metadata', 'SAML:1.0:metadata')],
  ['a service provider', samlMetadata().replaceAll('IDPSSODescriptor', 'SPSSODescriptor')],
  ['no certificate for signing', samlMetadata().replace('"signing"', '"encryption"')],
  ['no certificate at all', samlMetadata({ certificate: '' })],
  ['half a certificate', samlMetadata({ certificate: samlCertificate.slice(0, 400) })],
  ['a weak certificate', samlMetadata({ certificate: weakCertificate })],
  ['an undefined entity', samlMetadata({ entityId: '&entity;' })],
])('%s is no metadata', (_what, document) => {
  expect(() => readSamlMetadata(document)).toThrow(expect.objectContaining(unparsable));
});

test('a document type is refused, with every entity of its own', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>`;
  const external = '<!DOCTYPE a SYSTEM "file:///etc/passwd">';
  for (const doctype of [bomb, external]) {
    const document = samlMetadata().replace('<md:EntityDescriptor', `${doctype}$&`);
    expect(() => readSamlMetadata(document)).toThrow(expect.objectContaining(unparsable));
  }
});

test('depth and number of elements are bounded while reading', () => {
  const within = (text: string): string =>
    samlMetadata().replace('<md:NameIDFormat>', `${text}<md:NameIDFormat>`);
  const deep = within('<a>'.repeat(100_000) + '</a>'.repeat(100_000));
  const many = within('<a/>'.repeat(400_000));
  for (const document of [deep, many]) {
    expect(() => readSamlMetadata(document)).toThrow(expect.objectContaining(unparsable));
  }
  const shallow = within('<a>'.repeat(50) + '</a>'.repeat(50));
  expect(readSamlMetadata(shallow).entityId).toBe('https://idp.example.com/saml');
});
