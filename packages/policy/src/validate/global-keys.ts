/**
 * The global condition keys. Page: IAM UG "AWS global condition context keys". Keys that a service
 * gives to all requests of its role sessions (`lambda:SourceFunctionArn`) are global as well.
 */
import type { ConditionKeyFacts, ConditionKeyType } from './catalogue.ts';

type Row = readonly [key: string, type: ConditionKeyType];

const singleValued: readonly Row[] = [
  ['aws:AssumedRoot', 'Bool'],
  ['aws:CalledViaAWSMCP', 'String'],
  ['aws:CalledViaFirst', 'String'],
  ['aws:CalledViaLast', 'String'],
  ['aws:ChatbotSourceArn', 'ARN'],
  ['aws:CurrentTime', 'Date'],
  ['aws:Ec2InstanceSourcePrivateIPv4', 'IPAddress'],
  ['aws:Ec2InstanceSourceVpc', 'String'],
  ['aws:EpochTime', 'Date'],
  ['aws:FederatedProvider', 'String'],
  ['aws:IsMcpServiceAction', 'Bool'],
  ['aws:MultiFactorAuthAge', 'Numeric'],
  ['aws:MultiFactorAuthPresent', 'Bool'],
  ['aws:PrincipalAccount', 'String'],
  ['aws:PrincipalArn', 'ARN'],
  ['aws:PrincipalIsAWSService', 'Bool'],
  ['aws:PrincipalOrgID', 'String'],
  ['aws:PrincipalServiceName', 'String'],
  ['aws:PrincipalTag/${TagKey}', 'String'],
  ['aws:PrincipalType', 'String'],
  ['aws:Referer', 'String'],
  ['aws:RequestTag/${TagKey}', 'String'],
  ['aws:RequestedRegion', 'String'],
  ['aws:ResourceAccount', 'String'],
  ['aws:ResourceOrgID', 'String'],
  ['aws:ResourceTag/${TagKey}', 'String'],
  ['aws:SecureTransport', 'Bool'],
  ['aws:SignInSessionArn', 'ARN'],
  ['aws:SourceAccount', 'String'],
  ['aws:SourceArn', 'ARN'],
  ['aws:SourceIdentity', 'String'],
  ['aws:SourceIp', 'IPAddress'],
  ['aws:SourceOrgID', 'String'],
  ['aws:SourceOwner', 'String'],
  ['aws:SourceVpc', 'String'],
  ['aws:SourceVpcArn', 'ARN'],
  ['aws:SourceVpce', 'String'],
  ['aws:TokenIssueTime', 'Date'],
  ['aws:UserAgent', 'String'],
  ['aws:UserId', 'String'],
  ['aws:Username', 'String'],
  ['aws:ViaAWSMCPService', 'Bool'],
  ['aws:ViaAWSService', 'Bool'],
  ['aws:VpcSourceIp', 'IPAddress'],
  ['aws:VpceAccount', 'String'],
  ['aws:VpceOrgID', 'String'],
  ['codebuild:BuildArn', 'ARN'],
  ['codebuild:ProjectArn', 'ARN'],
  ['ec2:RoleDelivery', 'Numeric'],
  ['ec2:SourceInstanceArn', 'ARN'],
  ['glue:CredentialIssuingService', 'String'],
  ['glue:RoleAssumedBy', 'String'],
  ['identitystore:UserId', 'String'],
  ['lambda:SourceFunctionArn', 'ARN'],
  ['ssm:SourceInstanceArn', 'ARN'],
];

const multivalued: readonly Row[] = [
  ['aws:CalledVia', 'String'],
  ['aws:PrincipalOrgPaths', 'String'],
  ['aws:PrincipalServiceNamesList', 'String'],
  ['aws:ResourceOrgPaths', 'String'],
  ['aws:SourceOrgPaths', 'String'],
  ['aws:TagKeys', 'String'],
  ['aws:VpceOrgPaths', 'String'],
];

const asFacts =
  (isMultivalued: boolean) =>
  ([key, type]: Row): ConditionKeyFacts => ({ key, type, isMultivalued });

export const globalKeys: readonly ConditionKeyFacts[] = [
  ...singleValued.map(asFacts(false)),
  ...multivalued.map(asFacts(true)),
];

const lower = (...keys: readonly string[]): ReadonlySet<string> =>
  new Set(keys.map((key) => key.toLowerCase()));

/** "Sensitive": a wildcard or variable in their values lets in more than is meant. */
export const sensitiveKeys: ReadonlySet<string> = lower(
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
);

/** Who calls from an organization: absent, or not what is meant, when a service calls. */
export const principalKeys: ReadonlySet<string> = lower(
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
);

/** For whom a service calls. */
export const sourceKeys: ReadonlySet<string> = lower(
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
);
