/**
 * What statements of each kind of policy may say, for the blocks of the visual editor. Pages: IAM
 * UG "Grammar of the IAM JSON policy language", ORG UG "SCP syntax", "RCP syntax"; S3 UG "Bucket
 * policies".
 */
import { rcpServices } from '@hallpass/policy';
import type { DocumentUse } from '../api/access-analyzer.ts';
import type { CatalogueAction } from '../api/catalogue-format.ts';
import type { StatementModel } from './policy-model.ts';

export interface UseFacts {
  readonly hasPrincipals: boolean;
  /** Otherwise they are everyone. */
  readonly namesPrincipals: boolean;
  readonly hasResources: boolean;
  readonly canAllow: boolean;
  /** Absent: all services. */
  readonly services?: ReadonlySet<string>;
  isOffered(action: CatalogueAction): boolean;
  /** What a new statement begins with. */
  readonly begin: Partial<StatementModel>;
  readonly addText: string;
}

const all = (): boolean => true;

/** Decided by the trust policy of the role. Page: IAM UG "Update a role trust policy". */
const trustActions = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'TagSession',
  'SetSourceIdentity',
  'SetContext',
]);

const nobodyYet = { isAllBut: false, isEveryone: false, entries: [] };
const everyone = { isAllBut: false, isEveryone: true, entries: [] };

export const documentUses: Readonly<Record<DocumentUse, UseFacts>> = {
  identity: {
    hasPrincipals: false,
    namesPrincipals: true,
    hasResources: true,
    canAllow: true,
    isOffered: all,
    begin: {},
    addText: 'Add more permissions',
  },
  trust: {
    hasPrincipals: true,
    namesPrincipals: true,
    hasResources: false,
    canAllow: true,
    services: new Set(['sts']),
    isOffered: ({ name }) => trustActions.has(name),
    begin: {
      principals: nobodyYet,
      service: 'sts',
      actions: ['AssumeRole'],
      resources: undefined,
    },
    addText: 'Add statement',
  },
  bucket: {
    hasPrincipals: true,
    namesPrincipals: true,
    hasResources: true,
    canAllow: true,
    services: new Set(['s3']),
    isOffered: ({ resourceTypes }) =>
      resourceTypes.some((type) => type === 'bucket' || type === 'object'),
    begin: { principals: nobodyYet, service: 's3' },
    addText: 'Add statement',
  },
  scp: {
    hasPrincipals: false,
    namesPrincipals: true,
    hasResources: true,
    canAllow: true,
    isOffered: all,
    begin: { effect: 'Deny', resources: ['*'] },
    addText: 'Add statement',
  },
  rcp: {
    hasPrincipals: true,
    namesPrincipals: false,
    hasResources: true,
    canAllow: false,
    services: rcpServices,
    isOffered: all,
    begin: { effect: 'Deny', principals: everyone, resources: ['*'] },
    addText: 'Add statement',
  },
};
