/**
 * S3's words for failed authentication.
 * Pages: S3 API "Error responses" and "Authenticating Requests"; wording from recorded answers.
 */
import type { AuthErrorText } from './describe-auth-failure.ts';
import type { AuthFailure, SignatureForm } from './parsed-signature.ts';
import { payloadHashRule } from './payload-hash.ts';

type Failure<K extends AuthFailure['kind']> = Extract<AuthFailure, { kind: K }>;

function malformedHeader(text: string, detail?: Record<string, string>): AuthErrorText {
  return {
    code: 'AuthorizationHeaderMalformed',
    status: 400,
    message: `The authorization header is malformed; ${text}`,
    ...(detail === undefined ? undefined : { detail }),
  };
}

function queryError(message: string, detail?: Record<string, string>): AuthErrorText {
  return {
    code: 'AuthorizationQueryParametersError',
    status: 400,
    message,
    ...(detail === undefined ? undefined : { detail }),
  };
}

/** A fault of the credential, told in the words of the place where it stood. */
function credentialFault(
  form: SignatureForm,
  text: string,
  detail?: Record<string, string>,
): AuthErrorText {
  return form === 'header'
    ? malformedHeader(text, detail)
    : queryError(`Error parsing the X-Amz-Credential parameter; ${text}`, detail);
}

function isoSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function hexBytes(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
}

function accessDenied(message: string, detail?: Record<string, string>): AuthErrorText {
  const error = { code: 'AccessDenied', status: 403, message };
  return detail === undefined ? error : { ...error, detail };
}

function invalidArgument(message: string, name: string, value: string): AuthErrorText {
  const detail = { ArgumentName: name, ArgumentValue: value };
  return { code: 'InvalidArgument', status: 400, message, detail };
}

const unsupportedMechanism: AuthErrorText = {
  code: 'InvalidRequest',
  status: 400,
  message:
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
};

function unsupportedAuthorization(authorization: string): AuthErrorText {
  // `AWS AKID:signature` is signature version 2, which no region opened since 2014 takes.
  if (authorization === 'AWS' || authorization.startsWith('AWS ')) {
    return unsupportedMechanism;
  }
  if (!authorization.includes(' ')) {
    const text = "Authorization header is invalid -- one and only one ' ' (space) required.";
    return invalidArgument(text, 'Authorization', authorization);
  }
  return invalidArgument('Unsupported Authorization Type', 'Authorization', authorization);
}

function unsupportedAlgorithm(failure: Failure<'unsupportedAlgorithm'>): AuthErrorText {
  // DEVIATION: SigV4A (AWS4-ECDSA-P256-SHA256) is for multi-Region access points and not served.
  return failure.form === 'header'
    ? unsupportedMechanism
    : queryError('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
}

const malformedCredential =
  'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';

function dateMismatch({ form, scopeDate, timestamp }: Failure<'dateMismatch'>): AuthErrorText {
  const day = timestamp.slice(0, 8);
  const text = `nvalid credential date "${scopeDate}". This date is not the same as X-Amz-Date: "${day}".`;
  return form === 'header' ? malformedHeader(`i${text}`) : queryError(`I${text}`);
}

const expiresTexts: Record<Failure<'malformedExpires'>['fault'], string> = {
  notNumber: 'X-Amz-Expires should be a number',
  negative: 'X-Amz-Expires must be non-negative',
  tooLarge:
    'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be ' +
    'less than 604800 seconds',
};

function wrongRegion({ form, region, expected }: Failure<'wrongRegion'>): AuthErrorText {
  // A test of the region knows no single one to expect.
  return expected === ''
    ? credentialFault(form, `the region '${region}' is wrong`)
    : credentialFault(form, `the region '${region}' is wrong; expecting '${expected}'`, {
        Region: expected,
      });
}

function skewed({ timestamp, nowMs, maxSkewMs }: Failure<'skewed'>): AuthErrorText {
  return {
    code: 'RequestTimeTooSkewed',
    status: 403,
    message: 'The difference between the request time and the current time is too large.',
    detail: {
      RequestTime: timestamp,
      ServerTime: isoSeconds(nowMs),
      MaxAllowedSkewMilliseconds: String(maxSkewMs),
    },
  };
}

function expiredPresign(failure: Failure<'expiredPresign'>): AuthErrorText {
  return accessDenied('Request has expired', {
    'X-Amz-Expires': String(failure.expiresSeconds),
    Expires: isoSeconds(failure.expiresAtMs),
    ServerTime: isoSeconds(failure.nowMs),
  });
}

function badSignature(failure: Failure<'badSignature'>): AuthErrorText {
  return {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. ' +
      'Check your key and signing method.',
    detail: {
      AWSAccessKeyId: failure.accessKeyId,
      StringToSign: failure.stringToSign,
      SignatureProvided: failure.signatureProvided,
      StringToSignBytes: hexBytes(failure.stringToSign),
      CanonicalRequest: failure.canonicalRequest,
      CanonicalRequestBytes: hexBytes(failure.canonicalRequest),
    },
  };
}

const missingQueryParameters = queryError(
  'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, ' +
    'X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
);

const unsignedHeadersText = 'There were headers present in the request which were not signed';

const describers: {
  readonly [K in AuthFailure['kind']]: (failure: Failure<K>) => AuthErrorText;
} = {
  unsupportedAuthorization: ({ authorization }) => unsupportedAuthorization(authorization),
  unsupportedAlgorithm,
  bothHeaderAndQuery: ({ authorization }) =>
    invalidArgument(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query ' +
        'string parameter or the Authorization header should be specified',
      'Authorization',
      authorization,
    ),
  malformedComponent: ({ component }) =>
    malformedHeader(`the authorization component "${component}" is malformed.`),
  missingComponents: () =>
    malformedHeader(
      'the authorization header requires three components: Credential, SignedHeaders, and Signature.',
    ),
  missingDate: () => accessDenied('AWS authentication requires a valid Date or x-amz-date header'),
  malformedDate: ({ form }) =>
    form === 'header'
      ? accessDenied('AWS authentication requires a valid Date or x-amz-date header')
      : queryError("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""),
  malformedCredential: ({ form }) => credentialFault(form, malformedCredential),
  malformedScopeDate: ({ form, date }) =>
    credentialFault(
      form,
      `incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`,
    ),
  wrongTerminator: ({ form, terminator }) =>
    credentialFault(form, `incorrect terminal "${terminator}". This endpoint uses "aws4_request".`),
  dateMismatch,
  missingQueryParameters: () => missingQueryParameters,
  malformedExpires: ({ fault }) => queryError(expiresTexts[fault]),
  tooManySignedHeaders: ({ form }) =>
    form === 'header'
      ? malformedHeader('too many SignedHeaders.')
      : queryError('X-Amz-SignedHeaders names too many headers.'),
  wrongRegion,
  wrongService: ({ form, service, expected }) =>
    credentialFault(
      form,
      `incorrect service "${service}". This endpoint belongs to "${expected}".`,
    ),
  missingPayloadHash: () => ({
    code: 'InvalidRequest',
    status: 400,
    message: 'Missing required header for this request: x-amz-content-sha256',
  }),
  malformedPayloadHash: ({ value }) =>
    invalidArgument(payloadHashRule, 'x-amz-content-sha256', value),
  skewed,
  notYetValid: () => accessDenied('Request is not valid yet'),
  expiredPresign,
  hostNotSigned: () => accessDenied(unsignedHeadersText, { HeadersNotSigned: 'host' }),
  unsignedHeaders: ({ headers }) =>
    accessDenied(unsignedHeadersText, { HeadersNotSigned: headers.join(', ') }),
  badSignature,
};

export function describeS3Failure(failure: AuthFailure): AuthErrorText {
  // The table has one entry per kind, which the compiler checks; it cannot follow the pairing.
  const describe = describers[failure.kind] as (failure: AuthFailure) => AuthErrorText;
  return describe(failure);
}
