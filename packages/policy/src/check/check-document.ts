/**
 * May this document be stored? Each service has its own opinion, code and words. Principal
 * existence and size are checked by the service: it knows what there is, and its quotas. Pages: IAM
 * UG "Grammar of the IAM JSON policy language"; IAM API Reference "CreatePolicy"; S3 API Reference
 * "PutBucketPolicy"; Organizations API Reference "CreatePolicy".
 */
import type { PolicyDocument } from '../syntax/document.ts';
import { parsePolicy } from '../syntax/parse-policy.ts';
import type { BucketCheckOptions } from './bucket-check.ts';
import { checkBucketDocument } from './bucket-check.ts';
import type { Complaint, DocumentFault, DocumentFaultCode, DocumentKind } from './fault.ts';
import { checkIdentityDocument, syntaxErrors } from './identity-check.ts';
import { checkOrganizationsDocument, policyTypeMismatch } from './organizations-check.ts';
import { checkTrustDocument } from './trust-check.ts';

export type CheckOptions = BucketCheckOptions;

const codes: Readonly<Record<DocumentKind, DocumentFaultCode>> = {
  identity: 'MalformedPolicyDocument',
  boundary: 'MalformedPolicyDocument',
  session: 'MalformedPolicyDocument',
  trust: 'MalformedPolicyDocument',
  bucket: 'MalformedPolicy',
  scp: 'MalformedPolicyDocumentException',
  rcp: 'MalformedPolicyDocumentException',
};

function complaintAbout(
  document: PolicyDocument,
  kind: DocumentKind,
  options: CheckOptions,
): Complaint | undefined {
  switch (kind) {
    case 'identity':
    case 'boundary':
      return checkIdentityDocument(document, { anyVersion: false });
    case 'session':
      return checkIdentityDocument(document, { anyVersion: true });
    case 'trust':
      return checkTrustDocument(document);
    case 'bucket':
      return checkBucketDocument(document, options);
    default:
      return checkOrganizationsDocument(document, kind);
  }
}

function faultOf(kind: DocumentKind, { message, span }: Complaint): DocumentFault {
  return { code: codes[kind], message, ...(span === undefined ? {} : { span }) };
}

/** The first thing that the service would complain about. */
export function checkDocument(
  document: PolicyDocument,
  kind: DocumentKind,
  options: CheckOptions = {},
): DocumentFault | undefined {
  const complaint = complaintAbout(document, kind, options);
  return complaint && faultOf(kind, complaint);
}

const invalidJson = 'This policy contains invalid Json';

/** What the service says of a text that is no JSON object. */
function unreadable(text: string, kind: DocumentKind): string {
  switch (kind) {
    case 'identity':
    case 'boundary':
      return syntaxErrors;
    case 'bucket':
      return text.startsWith('{')
        ? invalidJson
        : "Policies must be valid JSON and the first byte must be '{'";
    case 'scp':
    case 'rcp':
      return policyTypeMismatch;
    default:
      return invalidJson;
  }
}

export interface CheckedPolicy {
  /** Absent when the text is no JSON object. */
  readonly document?: PolicyDocument;
  readonly fault?: DocumentFault;
}

/** Parses and checks a text that is about to be stored. A document without fault may be. */
export function checkPolicy(
  text: string,
  kind: DocumentKind,
  options: CheckOptions = {},
): CheckedPolicy {
  const { document, errors } = parsePolicy(text);
  if (document === undefined) return { fault: faultOf(kind, { message: unreadable(text, kind) }) };
  const fault = checkDocument(document, kind, options);
  if (fault !== undefined) return { document, fault };
  const [error] = errors;
  if (error === undefined) return { document };
  // Duplicate names and wrong types that no check of the kind has words for.
  const message = kind === 'bucket' ? 'Invalid policy syntax.' : unreadable(text, kind);
  return { document, fault: faultOf(kind, { message, span: { start: error.at, end: error.at } }) };
}
