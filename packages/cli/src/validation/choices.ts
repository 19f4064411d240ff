/** What `hallpass validate` lets one choose, in short words, without loading the engine. */
import type { FindingType, ValidatedPolicyType } from '@hallpass/policy';

export const policyTypes: ReadonlyMap<string, ValidatedPolicyType> = new Map([
  ['identity', 'IDENTITY_POLICY'],
  ['resource', 'RESOURCE_POLICY'],
  ['scp', 'SERVICE_CONTROL_POLICY'],
  ['rcp', 'RESOURCE_CONTROL_POLICY'],
]);

export const resourceTypes: readonly string[] = [
  'AWS::S3::Bucket',
  'AWS::S3::AccessPoint',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::S3ObjectLambda::AccessPoint',
  'AWS::IAM::AssumeRolePolicyDocument',
  'AWS::DynamoDB::Table',
];

/** Each with those that are worse. */
export const failureLevels: ReadonlyMap<string, readonly FindingType[]> = new Map([
  ['error', ['ERROR']],
  ['security', ['ERROR', 'SECURITY_WARNING']],
  ['warning', ['ERROR', 'SECURITY_WARNING', 'WARNING']],
  ['suggestion', ['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION']],
  ['never', []],
]);
