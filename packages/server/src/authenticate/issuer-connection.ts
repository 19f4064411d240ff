/**
 * Documents of OpenID Connect issuers, read over HTTPS. The server is known by a certificate
 * authority of Node's, or else by a thumbprint of the provider: the certificate with that
 * thumbprint must vouch for the server's own, which is checked as if it were the only authority.
 * Pages: IAM API Reference "CreateOpenIDConnectProvider"; IAM UG "Obtain the thumbprint for an
 * OpenID Connect identity provider".
 *
 * Loaded when an issuer is asked: most servers never ask one.
 *
 * INVARIANT: nothing that is read without such a check is believed. One document of bounded size,
 * no redirects, a deadline for all of it.
 */
import { X509Certificate } from 'node:crypto';
import { get } from 'node:https';
import { isIP } from 'node:net';
import type { DetailedPeerCertificate } from 'node:tls';
import { connect } from 'node:tls';
import { UntrustedCertificate } from './untrusted-certificate.ts';

const documentBytesMax = 256 * 1024;
const deadlineMs = 5000;
/** Certificates that lead from a server's to the last one presented. */
const chainMax = 10;

/** The certificates that a server presents, its own first. Nobody vouches for them yet. */
export function presentedCertificates({ hostname, port }: URL): Promise<readonly Buffer[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      // An address is no name that a server could choose its certificate by.
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      rejectUnauthorized: false,
      // Without authorities of our own the chain is what the server presents, and no more.
      ca: [],
    });
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), deadlineMs);
    socket.on('close', () => clearTimeout(timer));
    socket.on('error', reject);
    socket.on('secureConnect', () => {
      const chain: Buffer[] = [];
      let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
      while (next?.raw !== undefined && chain.length < chainMax) {
        chain.push(next.raw);
        const issuer: DetailedPeerCertificate | undefined = next.issuerCertificate;
        next = issuer?.fingerprint === next.fingerprint ? undefined : issuer;
      }
      socket.destroy();
      resolve(chain);
    });
  });
}

/** SHA-1, as thumbprints of providers are written. */
export function thumbprintOf(certificate: Buffer): string {
  return new X509Certificate(certificate).fingerprint.replaceAll(':', '').toLowerCase();
}

interface ReadOptions {
  /** In PEM: the only authority, where Node's are not to be asked. */
  readonly authority?: string;
  /** Believed whatever it presents: only to learn whom to ask next. */
  readonly unverified?: boolean;
}

function read(url: URL, { authority, unverified = false }: ReadOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        agent: false,
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(deadlineMs),
        rejectUnauthorized: !unverified,
        ...(authority === undefined ? {} : { ca: [authority], allowPartialTrustChain: true }),
      },
      (response) => {
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
      },
    );
    request.on('error', reject);
  });
}

/** Only for what is not believed: where the keys are whose server's certificate is asked next. */
export function readUnverified(url: URL): Promise<unknown> {
  return read(url, { unverified: true });
}

const certificateFaults = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
]);

/** Throws `UntrustedCertificate`, or whatever else keeps the document from being read. */
export async function readTrusted(url: URL, thumbprints: readonly string[]): Promise<unknown> {
  try {
    return await read(url, {});
  } catch (error) {
    // Expired, or of another host: no thumbprint helps there.
    if (!certificateFaults.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  const chain = await presentedCertificates(url);
  const pinned = chain.find((certificate) => thumbprints.includes(thumbprintOf(certificate)));
  if (pinned === undefined) throw new UntrustedCertificate();
  try {
    return await read(url, { authority: new X509Certificate(pinned).toString() });
  } catch (error) {
    const isCertificate = certificateFaults.has((error as NodeJS.ErrnoException).code ?? '');
    throw isCertificate ? new UntrustedCertificate() : error;
  }
}
