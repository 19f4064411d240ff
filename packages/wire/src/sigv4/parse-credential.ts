/**
 * The Credential of a signature: `AKID/YYYYMMDD/REGION/SERVICE/aws4_request`, the same in header
 * and query. Page: IAM UG "Elements of an AWS API request signature", Credential scope.
 */
import { isScopeDate } from './amz-date.ts';
import type { SignatureForm, SignatureParseFailure } from './parsed-signature.ts';
import { remembered } from './remembered.ts';

export interface Credential {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly scope: string;
}

export type CredentialResult =
  | { readonly ok: true; readonly credential: Credential }
  | { readonly ok: false; readonly error: SignatureParseFailure };

/** What may stand in the string to sign without breaking its lines; no AWS name goes beyond. */
function isPlainText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 0x20 || code >= 0x7f) {
      return false;
    }
  }
  return true;
}

const credentialLengthMax = 512;
const partCount = 5;

function readCredential(text: string, form: SignatureForm): CredentialResult {
  const parts = text.length <= credentialLengthMax && isPlainText(text) ? text.split('/') : [];
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = parts;
  if (parts.length !== partCount || accessKeyId === '' || region === '' || service === '') {
    return { ok: false, error: { kind: 'malformedCredential', form, credential: text } };
  }
  if (!isScopeDate(date)) {
    return { ok: false, error: { kind: 'malformedScopeDate', form, date } };
  }
  if (terminator !== 'aws4_request') {
    return { ok: false, error: { kind: 'wrongTerminator', form, terminator } };
  }
  const scope = text.slice(accessKeyId.length + 1);
  return { ok: true, credential: { accessKeyId, date, region, service, scope } };
}

const inHeader = remembered((text) => readCredential(text, 'header'));
const inQuery = remembered((text) => readCredential(text, 'query'));

export function parseCredential(text: string, form: SignatureForm): CredentialResult {
  return form === 'header' ? inHeader(text) : inQuery(text);
}

const signedHeadersMax = 256;

export interface SignedHeaders {
  readonly signedHeaders: readonly string[];
  readonly signedHeadersText: string;
}

const noHeaders: SignedHeaders = { signedHeaders: [], signedHeadersText: '' };

/** The SignedHeaders list, lower-case; empty when it is longer than that of any request. */
export const parseSignedHeaders: (text: string) => SignedHeaders = remembered((text) => {
  const signedHeadersText = text.toLowerCase();
  const signedHeaders = signedHeadersText.split(';', signedHeadersMax + 1);
  return signedHeaders.length > signedHeadersMax ? noHeaders : { signedHeaders, signedHeadersText };
});
