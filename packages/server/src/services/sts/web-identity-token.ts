/**
 * The token of AssumeRoleWithWebIdentity: read, matched with the provider of the role's account,
 * and verified. Pages: STS API Reference "AssumeRoleWithWebIdentity" (errors); IAM UG "Troubleshoot
 * OIDC federation", "Available keys for AWS OIDC federation", "Pass session tags in AWS STS".
 *
 * jose is loaded with the first token: the other operations of STS do without it.
 *
 * What a token says is believed only once `verifyToken` has returned.
 */
import { ExpiredTokenException$, InvalidIdentityTokenException$ } from '@aws-sdk/client-sts';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import type { IssuerKeys } from '../../authenticate/issuer-keys.ts';
import { UntrustedCertificate } from '../../authenticate/untrusted-certificate.ts';
import type { OidcProviderRecord } from '../../data/oidc-providers.ts';

export const tokenAlgorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'ES256',
  'ES384',
  'ES512',
];

/** Clocks differ. Seconds. */
const clockTolerance = 60;
const subjectCharactersMax = 255;

export interface WebIdentityClaims {
  readonly issuer: string;
  readonly subject: string;
  /** The client that the token is for: `azp`, where it is there, else what of `aud` is registered. */
  readonly audience: string;
  readonly payload: JWTPayload;
}

function invalid(message: string): AwsError {
  return fail(InvalidIdentityTokenException$, message);
}

function unreachable(): AwsError {
  return invalid(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  );
}

const notValidated =
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';

/** The claims as the token states them, not verified yet. */
export async function statedClaims(token: string): Promise<JWTPayload> {
  const { decodeJwt } = await import('jose');
  let payload: JWTPayload;
  try {
    payload = decodeJwt(token);
  } catch {
    throw invalid(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
  for (const name of ['iss', 'aud', 'sub', 'exp', 'iat']) {
    if (payload[name] === undefined) throw invalid(`Missing a required claim: ${name}`);
  }
  // jose checks the others.
  if (typeof payload.iss !== 'string' || typeof payload.sub !== 'string') {
    throw invalid(notValidated);
  }
  return payload;
}

/** `https://HOST/PATH` of the token → `HOST/PATH`, as providers are kept. */
export function issuerUrl({ iss = '' }: JWTPayload): string {
  return iss.startsWith('https://') ? iss.slice('https://'.length) : '';
}

export function noProvider({ iss }: JWTPayload): AwsError {
  return invalid(`No OpenIDConnect provider found in your account for ${iss}`);
}

function audienceOf({ azp, aud }: JWTPayload, provider: OidcProviderRecord): string {
  const stated = typeof azp === 'string' ? [azp] : [aud ?? []].flat();
  const audience = stated.find((id) => provider.clientIds.includes(id));
  if (audience === undefined) throw invalid('Incorrect token audience');
  return audience;
}

async function keysFor(
  keys: IssuerKeys,
  provider: OidcProviderRecord,
  fresh: boolean,
): Promise<JSONWebKeySet> {
  try {
    return await keys.keysOf(provider, { fresh });
  } catch (error) {
    if (!(error instanceof UntrustedCertificate)) throw unreachable();
    throw invalid("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint");
  }
}

export interface Verification {
  readonly keys: IssuerKeys;
  readonly provider: OidcProviderRecord;
  readonly nowMs: number;
}

/** Of what jose found wrong. */
async function refusal(error: unknown, nowMs: number): Promise<unknown> {
  const { errors } = await import('jose');
  if (error instanceof errors.JWKSNoMatchingKey) return unreachable();
  if (error instanceof errors.JWTExpired) {
    const now = Math.floor(nowMs / 1000);
    return fail(
      ExpiredTokenException$,
      `Token expired: current date/time ${now} must be before the expiration date/time${error.payload.exp}`,
    );
  }
  // A key that cannot verify is told by a TypeError.
  const isJose = error instanceof errors.JOSEError || error instanceof TypeError;
  return isJose ? invalid(notValidated) : error;
}

async function verified(token: string, verification: Verification): Promise<JWTPayload> {
  const { createLocalJWKSet, errors, jwtVerify } = await import('jose');
  const { keys, provider, nowMs } = verification;
  const options = {
    issuer: `https://${provider.url}`,
    algorithms: [...tokenAlgorithms],
    currentDate: new Date(nowMs),
    clockTolerance,
  };
  const verify = async (fresh: boolean): Promise<JWTPayload> => {
    const keySet = createLocalJWKSet(await keysFor(keys, provider, fresh));
    return (await jwtVerify(token, keySet, options)).payload;
  };
  try {
    return await verify(false);
  } catch (error) {
    // The issuer may sign with a key that is newer than those kept.
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    return verify(true);
  }
}

/** What the token says, once its issuer, audience, signature and time are known to be right. */
export async function verifyToken(
  token: string,
  verification: Verification,
): Promise<WebIdentityClaims> {
  const { provider, nowMs } = verification;
  audienceOf(await statedClaims(token), provider);
  let payload: JWTPayload;
  try {
    payload = await verified(token, verification);
  } catch (error) {
    throw await refusal(error, nowMs);
  }
  const { sub: subject = '' } = payload;
  if (subject === '' || subject.length > subjectCharactersMax) throw invalid(notValidated);
  const audience = audienceOf(payload, provider);
  return { issuer: provider.url, subject, audience, payload };
}
