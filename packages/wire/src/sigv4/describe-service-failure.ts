/**
 * The words of IAM, STS, Organizations and the other services behind AWS's common front end.
 * Pages: IAM API "Common errors", IAM UG "Troubleshoot Signature Version 4 signing"; wording from
 * recorded answers. Query services answer SignatureDoesNotMatch and IncompleteSignature; JSON
 * services name the same faults InvalidSignatureException and IncompleteSignatureException.
 */
import { createHash } from 'node:crypto';
import { formatAmzDate } from './amz-date.ts';
import type { AuthErrorText } from './describe-auth-failure.ts';
import type { AuthFailure } from './parsed-signature.ts';

type Failure<K extends AuthFailure['kind']> = Extract<AuthFailure, { kind: K }>;

/** Either the request does not say enough to check it, or what it says is wrong. */
type ServiceText = readonly [fault: 'incomplete' | 'mismatch', message: string];

/** AWS repeats a faulty header only as a hash, so that no credential ends in a log. */
function hashed(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('base64');
}

function invalidPair(authorization: string): ServiceText {
  return [
    'incomplete',
    'Invalid key=value pair (missing equal-sign) in Authorization header ' +
      `(hashed with SHA-256 and encoded with Base64): '${hashed(authorization)}'.`,
  ];
}

const dateText =
  "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

function missingComponents(
  missing: readonly string[],
  dateMissing: boolean,
  authorization: string,
): ServiceText {
  const texts = missing.map((name) => `Authorization header requires '${name}' parameter. `);
  const date = dateMissing ? dateText : '';
  const hash = `(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(authorization)}`;
  return ['incomplete', `${texts.join('')}${date}${hash}`];
}

function malformedComponent({
  component,
  authorization,
}: Failure<'malformedComponent'>): ServiceText {
  // A pair with an unknown name is skipped by AWS, so that the three it looks for are missing.
  return component.includes('=')
    ? missingComponents(['Credential', 'Signature', 'SignedHeaders'], false, authorization)
    : invalidPair(authorization);
}

function skewed({ timestamp, timestampMs, nowMs, maxSkewMs }: Failure<'skewed'>): ServiceText {
  const minutes = Math.round(maxSkewMs / 60_000);
  const now = formatAmzDate(nowMs);
  return timestampMs > nowMs
    ? [
        'mismatch',
        `Signature not yet current: ${timestamp} is still later than ` +
          `${formatAmzDate(nowMs + maxSkewMs)} (${now} + ${minutes} min.)`,
      ]
    : [
        'mismatch',
        `Signature expired: ${timestamp} is now earlier than ` +
          `${formatAmzDate(nowMs - maxSkewMs)} (${now} - ${minutes} min.)`,
      ];
}

function missingQueryParameters(missing: readonly string[]): ServiceText {
  const texts = missing.map((name) => `AWS query-string parameters must include '${name}'. `);
  return ['incomplete', `${texts.join('')}Re-examine the query-string parameters.`];
}

function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

const mismatchText =
  'The request signature we calculated does not match the signature you provided. Check your AWS ' +
  'Secret Access Key and signing method. Consult the service documentation for details.';

const describers: { readonly [K in AuthFailure['kind']]: (failure: Failure<K>) => ServiceText } = {
  unsupportedAuthorization: ({ authorization }) => invalidPair(authorization),
  unsupportedAlgorithm: ({ algorithm }) => [
    'incomplete',
    `Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `,
  ],
  bothHeaderAndQuery: () => [
    'mismatch',
    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
  ],
  malformedComponent,
  missingComponents: ({ missing, dateMissing, authorization }) =>
    missingComponents(missing, dateMissing, authorization),
  missingDate: ({ authorization }) => missingComponents([], true, authorization),
  malformedDate: ({ date }) => [
    'incomplete',
    `Date must be in ISO-8601 'basic format'. Got '${date}'. ` +
      'See http://en.wikipedia.org/wiki/ISO_8601',
  ],
  malformedCredential: ({ credential }) => [
    'incomplete',
    'Credential must have exactly 5 slash-delimited elements, ' +
      `e.g. keyid/date/region/service/term, got '${credential}'`,
  ],
  malformedScopeDate: ({ date }) => [
    'mismatch',
    'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `'${date}'.`,
  ],
  wrongTerminator: ({ terminator }) => [
    'mismatch',
    `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
  ],
  dateMismatch: ({ scopeDate, timestamp }) => [
    'mismatch',
    'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `'${scopeDate}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
  ],
  missingQueryParameters: ({ missing }) => missingQueryParameters(missing),
  malformedExpires: () => ['incomplete', "Unable to parse 'X-Amz-Expires' as a number of seconds."],
  tooManySignedHeaders: () => ['incomplete', "Too many 'SignedHeaders' in the AWS Authorization."],
  wrongRegion: ({ region }) => [
    'mismatch',
    `Credential should be scoped to a valid region, not '${region}'. `,
  ],
  wrongService: ({ expected }) => [
    'mismatch',
    `Credential should be scoped to correct service: '${expected}'. `,
  ],
  missingPayloadHash: () => ['mismatch', mismatchText],
  malformedPayloadHash: () => ['mismatch', mismatchText],
  skewed,
  notYetValid: () => ['mismatch', mismatchText],
  expiredPresign: () => ['mismatch', mismatchText],
  hostNotSigned: () => [
    'mismatch',
    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
  ],
  unsignedHeaders: ({ headers }) => [
    'mismatch',
    headers
      .map((name) => `'${headerName(name)}' must be a 'SignedHeader' in the AWS Authorization.`)
      .join(' '),
  ],
  badSignature: () => ['mismatch', mismatchText],
};

const codes = {
  query: {
    incomplete: { code: 'IncompleteSignature', status: 400 },
    mismatch: { code: 'SignatureDoesNotMatch', status: 403 },
  },
  json: {
    incomplete: { code: 'IncompleteSignatureException', status: 400 },
    mismatch: { code: 'InvalidSignatureException', status: 400 },
  },
  restJson: {
    incomplete: { code: 'IncompleteSignatureException', status: 403 },
    mismatch: { code: 'InvalidSignatureException', status: 403 },
  },
} as const;

export function describeServiceFailure(
  failure: AuthFailure,
  family: 'query' | 'json' | 'restJson',
): AuthErrorText {
  // The table has one entry per kind, which the compiler checks; it cannot follow the pairing.
  const describe = describers[failure.kind] as (failure: AuthFailure) => ServiceText;
  const [fault, message] = describe(failure);
  return { ...codes[family][fault], message };
}
