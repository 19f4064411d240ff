/**
 * The metadata document of a SAML identity provider: well-formed XML whose root is an
 * EntityDescriptor of an identity provider that signs with at least one X.509 certificate. Pages:
 * IAM UG "Create a SAML identity provider in IAM" (1024 bits at least; expired certificates are
 * taken); "Metadata for the OASIS Security Assertion Markup Language (SAML) V2.0".
 *
 * The parser (saxes: strict, knows namespaces, reads nothing but the text) hands over one tag after
 * the other, so that depth and number are bounded while it reads. A document type is refused, and
 * with it every entity of its own.
 *
 * DEVIATION: requests are read up to 2 MiB, so that larger metadata documents are refused; AWS
 * takes 10,000,000 characters. The signature of a signed document is not verified.
 */
import { X509Certificate } from 'node:crypto';
import { InvalidInputException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { SaxesTagNS } from 'saxes';
import { SaxesParser } from 'saxes';

const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
const depthMax = 64;
const elementsMax = 100_000;
/** More keys than any provider rotates. */
const certificatesMax = 100;
const rsaBitsMin = 1024;

export interface SamlMetadata {
  readonly entityId: string;
  /** When the document says that it ends. Milliseconds. */
  readonly validUntilMs?: number;
}

class Unusable extends Error {}

interface Found {
  readonly path: string[];
  elements: number;
  root?: SaxesTagNS;
  isIdentityProvider: boolean;
  /** Of the key that is being read: what it says that it is for. */
  keyUse?: string;
  /** Text of the certificate that is being read. */
  certificate?: string;
  readonly certificates: string[];
}

function elementName({ uri, local }: SaxesTagNS): string {
  if (uri === metadataNamespace) return `md:${local}`;
  return uri === signatureNamespace ? `ds:${local}` : `?:${local}`;
}

const keyPath = 'md:EntityDescriptor/md:IDPSSODescriptor/md:KeyDescriptor';
const certificatePath = `${keyPath}/ds:KeyInfo/ds:X509Data/ds:X509Certificate`;

function opened(found: Found, tag: SaxesTagNS): void {
  found.elements += 1;
  if (found.path.length >= depthMax || found.elements > elementsMax) throw new Unusable();
  found.path.push(elementName(tag));
  found.root ??= tag;
  const path = found.path.join('/');
  if (path === 'md:EntityDescriptor/md:IDPSSODescriptor') found.isIdentityProvider = true;
  if (path === keyPath) found.keyUse = tag.attributes['use']?.value ?? 'signing';
  if (path === certificatePath && found.keyUse === 'signing') found.certificate = '';
}

function closed(found: Found): void {
  found.path.pop();
  if (found.certificate === undefined) return;
  found.certificates.push(found.certificate);
  delete found.certificate;
  if (found.certificates.length > certificatesMax) throw new Unusable();
}

function read(document: string): Found {
  const found: Found = { path: [], elements: 0, isIdentityProvider: false, certificates: [] };
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (): never => {
    throw new Unusable();
  };
  const addText = (text: string): void => {
    if (found.certificate !== undefined) found.certificate += text;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', (tag) => opened(found, tag));
  parser.on('closetag', () => closed(found));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(document).close();
  return found;
}

function isUsableCertificate(base64: string): boolean {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(base64, 'base64'));
    const bits = publicKey.asymmetricKeyDetails?.modulusLength;
    return bits === undefined || bits >= rsaBitsMin;
  } catch {
    return false;
  }
}

function metadataOf({ root, isIdentityProvider, certificates }: Found): SamlMetadata | undefined {
  const entityId = root?.attributes['entityID']?.value ?? '';
  if (entityId === '' || !isIdentityProvider || certificates.length === 0) return undefined;
  if (!certificates.every(isUsableCertificate)) return undefined;
  const validUntilMs = Date.parse(root?.attributes['validUntil']?.value ?? '');
  return Number.isNaN(validUntilMs) ? { entityId } : { entityId, validUntilMs };
}

/** Throws InvalidInput for what is no metadata document of an identity provider. */
export function readSamlMetadata(document: string): SamlMetadata {
  let metadata: SamlMetadata | undefined;
  try {
    metadata = metadataOf(read(document));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
  }
  if (metadata === undefined) throw fail(InvalidInputException$, 'Unable to parse metadata');
  return metadata;
}
