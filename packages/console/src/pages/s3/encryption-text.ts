/** The ways of server-side encryption, as S3's console names them. */
const texts: Readonly<Record<string, string>> = {
  AES256: 'Server-side encryption with Amazon S3 managed keys (SSE-S3)',
  'aws:kms': 'Server-side encryption with AWS KMS keys (SSE-KMS)',
  'aws:kms:dsse': 'Dual-layer server-side encryption with AWS KMS keys (DSSE-KMS)',
};

export function encryptionText(algorithm: string | undefined): string {
  return algorithm === undefined ? '-' : (texts[algorithm] ?? algorithm);
}
