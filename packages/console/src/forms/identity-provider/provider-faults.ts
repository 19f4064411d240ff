/**
 * What IAM would refuse of an identity provider, said before. The rules are the server's
 * (packages/server/src/services/iam/oidc-providers.ts, saml-metadata.ts). Page: IAM UG "Create an
 * OpenID Connect (OIDC) identity provider in IAM".
 */

const issuerPattern = /^https:\/\/[a-z0-9][a-z0-9._-]*(?:\/[^\s?#]*)?$/i;

export function urlFault(url: string): string | undefined {
  if (url === '') return 'Enter the URL of the provider.';
  if (!/^https:\/\//i.test(url)) return 'The URL begins with https://.';
  if (url.length > 255) return 'The URL has more than 255 characters.';
  if (!issuerPattern.test(url)) return 'Enter a host and a path only: no port, no query.';
  return undefined;
}

export const thumbprintsMax = 5;

export function thumbprintsFault(thumbprints: readonly string[]): string | undefined {
  if (thumbprints.length > thumbprintsMax) return `At most ${thumbprintsMax} thumbprints.`;
  const wrong = thumbprints.some((text) => !/^[0-9a-f]{40}$/i.test(text));
  return wrong ? 'A thumbprint has 40 hexadecimal digits.' : undefined;
}

export function audiencesFault(audiences: readonly string[]): string | undefined {
  if (audiences.length > 100) return 'At most 100 audiences.';
  return audiences.some((text) => text.length > 255)
    ? 'An audience has at most 255 characters.'
    : undefined;
}

export function providerNameFault(name: string): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name.length > 128) return 'The name has more than 128 characters.';
  return /^[\w.-]+$/.test(name) ? undefined : 'Use letters, digits and . _ - only.';
}

/** What one request of the server holds, encoded. */
const metadataBytesMax = 1024 * 1024;

export function metadataFault(metadata: string): string | undefined {
  if (metadata === '') return 'Choose the metadata document of the provider.';
  if (metadata.length < 1000) return 'A metadata document has at least 1000 characters.';
  return metadata.length > metadataBytesMax ? 'The document is larger than 1 MiB.' : undefined;
}
