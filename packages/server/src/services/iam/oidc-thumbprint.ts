/**
 * The thumbprint of an issuer, looked up when CreateOpenIDConnectProvider is called without one:
 * the discovery document names where the keys are, and the last certificate that this server
 * presents (the top intermediate authority) is hashed with SHA-1. Pages: IAM API Reference
 * "CreateOpenIDConnectProvider" (ThumbprintList); IAM UG "Obtain the thumbprint for an OpenID
 * Connect identity provider".
 *
 * The caller's words make the server connect somewhere: there is one answer for every failure.
 */
import { OpenIdIdpCommunicationErrorException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import {
  presentedCertificates,
  readUnverified,
  thumbprintOf,
} from '../../authenticate/issuer-connection.ts';
import { discoveryUrl, keysUrlIn } from '../../authenticate/issuer-keys.ts';

async function lastPresented(issuer: string): Promise<Buffer> {
  // Nobody vouches for the certificate yet: its thumbprint is what is being asked for.
  const keys = keysUrlIn(await readUnverified(discoveryUrl(issuer)));
  const last = (await presentedCertificates(keys)).at(-1);
  if (last === undefined) throw new Error('no certificate');
  return last;
}

/** 40 hexadecimal digits; throws OpenIdIdpCommunicationError when they cannot be had. */
export async function findThumbprint(issuer: string): Promise<string> {
  try {
    return thumbprintOf(await lastPresented(issuer));
  } catch {
    throw fail(OpenIdIdpCommunicationErrorException$, `Could not connect to ${issuer}`);
  }
}
