/** Why the keys of an issuer could not be had. In a file of its own: little is loaded to know it. */

/** The server's certificate is none that the authorities or the provider's thumbprints vouch for. */
export class UntrustedCertificate extends Error {}
