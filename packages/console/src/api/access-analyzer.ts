/** Findings about a policy while it is written: access-analyzer:ValidatePolicy. */
import type { PolicyType, ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer';
import { AccessAnalyzerClient, paginateValidatePolicy } from '@aws-sdk/client-accessanalyzer';
import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { perSession } from './aws-config.ts';
import { listAll } from './list-all.ts';
import { useSessionId } from './session-context.ts';

const analyzerClient = perSession((config) => new AccessAnalyzerClient(config));

/** What the document is for, which decides what is checked. */
export type DocumentUse = 'identity' | 'trust' | 'bucket' | 'scp' | 'rcp';

const types: Readonly<Record<DocumentUse, PolicyType>> = {
  identity: 'IDENTITY_POLICY',
  trust: 'RESOURCE_POLICY',
  bucket: 'RESOURCE_POLICY',
  scp: 'SERVICE_CONTROL_POLICY',
  rcp: 'RESOURCE_CONTROL_POLICY',
};

const resourceTypes: Readonly<
  Partial<Record<DocumentUse, 'AWS::IAM::AssumeRolePolicyDocument' | 'AWS::S3::Bucket'>>
> = {
  trust: 'AWS::IAM::AssumeRolePolicyDocument',
  bucket: 'AWS::S3::Bucket',
};

/** Findings of the last text that was asked about stay until the next are there. */
export function useFindingsQuery(
  text: string,
  use: DocumentUse,
): UseQueryResult<readonly ValidatePolicyFinding[]> {
  const sessionId = useSessionId();
  const resourceType = resourceTypes[use];
  return useQuery({
    queryKey: [sessionId, 'access-analyzer', 'validate', use, text],
    enabled: text.trim() !== '',
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: () =>
      listAll(
        paginateValidatePolicy(
          { client: analyzerClient(sessionId) },
          {
            policyDocument: text,
            policyType: types[use],
            ...(resourceType === undefined ? {} : { validatePolicyResourceType: resourceType }),
          },
        ),
        (page) => page.findings,
      ),
  });
}
