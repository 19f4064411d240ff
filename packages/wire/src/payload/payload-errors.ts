/**
 * What S3 answers when a body does not keep what its headers promised.
 * Pages: S3 API "Error responses", "Signature Calculations … Multiple Chunks"; S3 UG "Checking
 * object integrity"; wording from recorded answers. Payload rules are S3's alone, so these are
 * ready errors and not facts to be worded per service.
 */
import { AwsError } from '../aws-error.ts';
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import { checksumTraits } from './checksum-algorithm.ts';

function badRequest(
  code: string,
  message: string,
  detail?: Readonly<Record<string, string>>,
): AwsError {
  return new AwsError({ code, status: 400, message, detail });
}

/** The framing of chunks broke off or made no sense. */
export function bodyTerminated(): AwsError {
  return badRequest('IncompleteBody', 'The request body terminated unexpectedly');
}

export function incompleteBody(expected: number, received: number): AwsError {
  return badRequest(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
    { NumberBytesExpected: String(expected), NumberBytesProvided: String(received) },
  );
}

export function missingContentLength(): AwsError {
  return new AwsError({
    code: 'MissingContentLength',
    status: 411,
    message: 'You must provide the Content-Length HTTP header.',
  });
}

export function entityTooLarge(proposed: number, largest: number): AwsError {
  return badRequest('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
    ProposedSize: String(proposed),
    MaxSizeAllowed: String(largest),
  });
}

export function contentSha256Mismatch(client: string, computed: string): AwsError {
  return badRequest(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { ClientComputedContentSHA256: client, S3ComputedContentSHA256: computed },
  );
}

export function chunkSignatureMismatch(stringToSign: string, provided: string): AwsError {
  return new AwsError({
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. ' +
      'Check your key and signing method.',
    detail: { StringToSign: stringToSign, SignatureProvided: provided },
  });
}

export function malformedTrailer(): AwsError {
  return badRequest(
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our ' +
      'published schema.',
  );
}

export function unsupportedTrailer(): AwsError {
  return badRequest(
    'InvalidRequest',
    'The value specified in the x-amz-trailer header is not supported',
  );
}

export function checksumMismatch(algorithm: ChecksumAlgorithm): AwsError {
  return badRequest(
    'BadDigest',
    `The ${algorithm} you specified did not match the calculated checksum.`,
  );
}

export function invalidChecksum(
  algorithm: ChecksumAlgorithm,
  source: 'header' | 'trailer',
): AwsError {
  const place = source === 'header' ? 'header' : 'trailing header';
  return badRequest(
    'InvalidRequest',
    `Value for ${checksumTraits[algorithm].header} ${place} is invalid.`,
  );
}

export function severalChecksums(): AwsError {
  return badRequest(
    'InvalidRequest',
    'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
  );
}

export function unknownSdkChecksumAlgorithm(): AwsError {
  return badRequest('InvalidRequest', 'Value for x-amz-sdk-checksum-algorithm header is invalid.');
}

export function sdkChecksumWithoutValue(): AwsError {
  return badRequest(
    'InvalidRequest',
    'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or ' +
      'x-amz-trailer headers were found.',
  );
}

export function invalidMd5(value: string): AwsError {
  return badRequest('InvalidDigest', 'The Content-MD5 you specified was invalid.', {
    'Content-MD5': value,
  });
}

export function md5Mismatch(expected: string, computed: string): AwsError {
  return badRequest('BadDigest', 'The Content-MD5 you specified did not match what we received.', {
    ExpectedDigest: expected,
    CalculatedDigest: computed,
  });
}

export function invalidArgument(message: string, name: string, value: string): AwsError {
  return badRequest('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });
}

export function asymmetricSignature(): AwsError {
  return new AwsError({
    code: 'NotImplemented',
    status: 501,
    message: 'A header you provided implies functionality that is not implemented',
    detail: { Header: 'x-amz-content-sha256' },
  });
}

/** A body with signed chunks on a request without a signature to begin the chain. */
export function unsignedStreaming(): AwsError {
  return new AwsError({ code: 'AccessDenied', status: 403, message: 'Access Denied' });
}
