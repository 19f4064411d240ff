/**
 * The thumbprint of an issuer, looked up when CreateOpenIDConnectProvider is called without one:
 * the discovery document names where the keys are, and the last certificate that this server
 * presents (the top intermediate authority) is hashed with SHA-1. Pages: IAM API Reference
 * "CreateOpenIDConnectProvider" (ThumbprintList); IAM UG "Obtain the thumbprint for an OpenID
 * Connect identity provider".
 *
 * This is the only place where a caller's words make the server connect somewhere: one document of
 * bounded size, one handshake, no redirects, a deadline for each, and one answer for every failure.
 */
import { get } from 'node:https';
import type { DetailedPeerCertificate } from 'node:tls';
import { connect } from 'node:tls';
import { OpenIdIdpCommunicationErrorException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';

const documentBytesMax = 64 * 1024;
const timeoutMs = 5000;
/** Certificates that lead from a server's to the last one presented. */
const chainMax = 10;

/** Nobody vouches for the certificate yet: its thumbprint is what is being asked for. */
const unverified = { rejectUnauthorized: false, timeout: timeoutMs } as const;

function readJson(url: URL): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = get(url, { ...unverified, signal }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > documentBytesMax) request.destroy(new Error('the document is too large'));
      });
      response.on('error', reject);
      response.on('end', () => {
        try {
          if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('error', reject);
  });
}

/** `jwks_uri` of the discovery document; OpenID Connect Discovery 1.0. */
async function keysUrl(issuer: string): Promise<URL> {
  const base = issuer.endsWith('/') ? issuer.slice(0, -1) : issuer;
  const document = await readJson(new URL(`${base}/.well-known/openid-configuration`));
  const keys = (document as { jwks_uri?: unknown } | null)?.jwks_uri;
  const url = new URL(typeof keys === 'string' ? keys : '');
  if (url.protocol !== 'https:') throw new Error('the keys are not behind https');
  return url;
}

/** The last certificate that the server presents. */
function lastPresented(first: DetailedPeerCertificate): DetailedPeerCertificate {
  let last = first;
  for (let n = 0; n < chainMax; n += 1) {
    const issuer = last.issuerCertificate;
    if (issuer === undefined || issuer.fingerprint === last.fingerprint) break;
    last = issuer;
  }
  return last;
}

function thumbprintOf({ hostname, port }: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without authorities of our own the chain is what the server presents, and no more.
    const options = { ...unverified, ca: [], servername: hostname };
    const socket = connect({ host: hostname, port: Number(port || 443), ...options }, () => {
      const { fingerprint } = lastPresented(socket.getPeerCertificate(true));
      socket.destroy();
      resolve(fingerprint.replaceAll(':', '').toLowerCase());
    });
    socket.on('timeout', () => socket.destroy(new Error('no answer in time')));
    socket.on('error', reject);
  });
}

/** 40 hexadecimal digits; throws OpenIdIdpCommunicationError when they cannot be had. */
export async function findThumbprint(issuer: string): Promise<string> {
  try {
    return await thumbprintOf(await keysUrl(issuer));
  } catch {
    throw fail(OpenIdIdpCommunicationErrorException$, `Could not connect to ${issuer}`);
  }
}
