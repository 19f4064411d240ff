/**
 * Identity providers for tests: metadata documents of SAML providers with certificates made for
 * them, and a server with a certificate of an authority of its own. The keys are good for nothing
 * else.
 */
import { generateKeyPairSync } from 'node:crypto';

/** Self-signed, RSA of 2048 bits. */
export const samlCertificate: string =
  'MIIDFzCCAf+gAwIBAgIUWDBElukiTg22T7aK9VzSpZwr9zgwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPaWRw' +
  'LmV4YW1wbGUuY29tMCAXDTI2MTEyMzIzNDgyNloYDzIxMjYxMDMwMjM0ODI2WjAaMRgwFgYDVQQDDA9pZHAuZXhh' +
  'bXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCqb5wKQ2Ptm2McDgE8JTXxzrOYJEpKXyrN' +
  '0f6zuP6ajkBR2ZLPIz0C8YgVkDl4Hui9n8cDICjjgjiD8FAbOo5snz3cI5TVYHyQGYYbknoZr1yzPBCndo4Tjm+L' +
  'R33ohb16H78ndBL+7T3NUIn3sSSv8DK9YUp02NkUilr82BX6or8JhkW0CNI4GY9ZsXXKDkTgaURBisjY8rTgELaE' +
  '1FW3qCI8QLq7y565ppbj3NeZOAQmovuJWWSRAj/Hc8e7rJZ2hIuKOGNLwhEtQbrkgGi3KX09yQeZCYUbp6oSLlqV' +
  '5tUUC0asMnahfoU5Z5sjyD6bm7NSxJuhjbU9C+6rDF5pAgMBAAGjUzBRMB0GA1UdDgQWBBQzzGfe03MZ09ja6Nmg' +
  'fx5cAMbLqDAfBgNVHSMEGDAWgBQzzGfe03MZ09ja6Nmgfx5cAMbLqDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3' +
  'DQEBCwUAA4IBAQCZBxv61EV1lvJvLDLghR6ldRruqZo0axFudvB7mz3Dq0o+jjMhZSgof5MMaXtsiMoFP24a9Qls' +
  'bS5/zXqWXrow/lKBoa3zXrADX53Uw0g8o2opkyDinXB5/hSappyUDyuEYx7K+AxRJ/sP6/g3G7MJ9fcXbUfXvw12' +
  'vyrylp3aB6nEXZyEnQ3NAZCW50IkUm4MmDc6bcnYwmLEo1eTOM1WGPL3pQzsKHUQdFA+BSTRjj5zaFAOL2NnzWGe' +
  'k9Rg87kj8ZwWxIKZXfza+YWqV5dBP0TbE5LlZHhq705Bfa8Z2EMXxc45HLSspGDFBXmwmctboH0ocQy3Q6g1SZ66' +
  'JeWr';

/** RSA of 512 bits. */
export const weakCertificate: string =
  'MIIBdzCCASGgAwIBAgIUIm0GOHhFzLQPfn2yQNfboSPJYnYwDQYJKoZIhvcNAQEFBQAwDzENMAsGA1UEAwwEd2Vh' +
  'azAgFw0yNjExMjMyMzQ4MjZaGA8yMTI2MTAzMDIzNDgyNlowDzENMAsGA1UEAwwEd2VhazBcMA0GCSqGSIb3DQEB' +
  'AQUAA0sAMEgCQQDuy1GxRImcewnfEGYNcDRclHyii1uU0ppiit2p69BWRZ5B8j123N90VJm65HJ9iuNYA+Aey/4A' +
  '8RfqHSPhA/V1AgMBAAGjUzBRMB0GA1UdDgQWBBRcSkh4Rk4lsq41gBykxbqWljdYyDAfBgNVHSMEGDAWgBRcSkh4' +
  'Rk4lsq41gBykxbqWljdYyDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBBQUAA0EAzhGDxH0vanMFA0wYfhI9' +
  'w98I5mPuUg97/SPkP7uVI3fdlub9ezw84uhz2UyclEPKWe3a061klipGHU0rYJ52Vw==';

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}

const leaf =
  'MIIBiTCCAS6gAwIBAgIUBNlK3KC9p1jkuwDkuZ8qR08Js+gwCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBD' +
  'QTAgFw0yNjExMjMyMzQ5MjdaGA8yMTI2MTAzMDIzNDkyN1owFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZI' +
  'zj0CAQYIKoZIzj0DAQcDQgAERKqrLWxpKfuXjs6uLLhkqBRVdYucrOaslaUY84diNSGrYYpRK6w1+jmZlF9MXLLh' +
  'LCo4X0GVVyncvrsU72w/tKNeMFwwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMB0GA1UdDgQWBBQL0ySz5Us1' +
  'Tfhn9LdpvLMfwcg0UjAfBgNVHSMEGDAWgBSzyRDYyAI1s/Wshwgiqs2qUs5kkDAKBggqhkjOPQQDAgNJADBGAiEA' +
  '1HBJydxsaJGSuC/6ViyMhFLgs2ZzvBEy0bhj/xhkYCQCIQC/d88jUayEaP0+W1xw1L7JWUVlBoZGfD+jPJy7D7+7' +
  'dw==';

const authority =
  'MIIBfDCCASGgAwIBAgIUcwytl5n3XnUW65xWeRA7xUPcLi0wCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBD' +
  'QTAgFw0yNjExMjMyMzQ4MjZaGA8yMTI2MTAzMDIzNDgyNlowEjEQMA4GA1UEAwwHVGVzdCBDQTBZMBMGByqGSM49' +
  'AgEGCCqGSM49AwEHA0IABM4mG9qTnqYC/LiqL5fYe1pXdXFz0p1Tsmt2Xb38QR6gTh2fupLKqeVTzOAnQVvyZBop' +
  'P/+ND2W9o1wnqB9wMXGjUzBRMB0GA1UdDgQWBBSzyRDYyAI1s/Wshwgiqs2qUs5kkDAfBgNVHSMEGDAWgBSzyRDY' +
  'yAI1s/Wshwgiqs2qUs5kkDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDmM05JsQthn3phtXyL' +
  'ngG3LIgfd2Xnotl4PtMWIGjNLQIhAKOXSMiPgpzSvIaEHLQIHGA7X9VuF8yQ5AKXMohMSIvq';

const leafKey =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgE1Nmt4RhPoG3dpnNGPuYH5EmVl7gph1Z18m7K9Qw' +
  'NtKhRANCAAREqqstbGkp+5eOzq4suGSoFFV1i5ys5qyVpRjzh2I1IathilErrDX6OZmUX0xcsuEsKjhfQZVXKdy+' +
  'uxTvbD+0';

/** For the same key as `leaf`, by another authority of the same name. */
const forged =
  'MIIBSDCB7qADAgECAhRY8hxcdm6NuVmiLwQ6TG2OENx7ZDAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAdUZXN0IENB' +
  'MCAXDTI2MTEyNDAwMzAxNVoYDzIxMjYxMDMxMDAzMDE1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjO' +
  'PQIBBggqhkjOPQMBBwNCAAREqqstbGkp+5eOzq4suGSoFFV1i5ys5qyVpRjzh2I1IathilErrDX6OZmUX0xcsuEs' +
  'KjhfQZVXKdy+uxTvbD+0ox4wHDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDSQAwRgIh' +
  'ALq42gi/hsCafHkRKhdGMv7jJYYs7TSSHb21IE2yKufzAiEAoYO+AP1NKhUgLaay40tnYtdJB5Z3ImsA2RduapRJ' +
  '778=';

interface TlsServer {
  readonly cert: string;
  readonly key: string;
  /** SHA-1 of the last certificate that it presents. */
  readonly thumbprint: string;
}

/** Of a TLS server on localhost that presents its certificate and its authority's. */
export const localhostTls: TlsServer = {
  cert: pem('CERTIFICATE', leaf) + pem('CERTIFICATE', authority),
  key: pem('PRIVATE KEY', leafKey),
  thumbprint: 'af7667b02f9c2c06c196a9dcb576b2fe1adc916a',
};

/** Presents the same authority, which did not sign its certificate. */
export const forgedTls: TlsServer = {
  ...localhostTls,
  cert: pem('CERTIFICATE', forged) + pem('CERTIFICATE', authority),
};

export interface MetadataOptions {
  readonly entityId?: string;
  readonly certificate?: string;
  /** Attributes of the root, beside its own. */
  readonly attributes?: string;
}

/** A metadata document as identity providers publish them. */
export function samlMetadata(options: MetadataOptions = {}): string {
  const { entityId = 'https://idp.example.com/saml', attributes = '' } = options;
  const { certificate = samlCertificate } = options;
  const service = (name: string): string =>
    `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${entityId}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}" ${attributes}>
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false"
      protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo><ds:X509Data><ds:X509Certificate>
${certificate.replaceAll(/.{1,64}/g, '$&\n')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
    </md:KeyDescriptor>
    ${service('SingleLogoutService')}
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
    ${service('SingleSignOnService')}
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
}

/** A new private key that decrypts assertions. */
export function samlPrivateKey(kind: 'rsa' | 'ed25519' = 'rsa'): string {
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' });
}
