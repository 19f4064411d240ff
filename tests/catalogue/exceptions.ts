/**
 * Where our requests differ from the Service Authorization Reference, each with its reason.
 * Reviewed by hand: an entry here is a hole. Names are patterns.
 */

type Reasons = Readonly<Record<string, string>>;

const noEndpoints = 'there are no VPCs and VPC endpoints here';
const noServices = 'no AWS service calls here, in its own name or on behalf of others';
const noComputing = 'there are no instances, functions and chats here to deliver roles to';
const noAccessPoints = 'access points and access grants are not built';
const noLock = 'object lock is not built';
const toBeMade = 'what is to be made has no tags yet';

/** Global keys that no request here has. */
export const globalKeysUnknown: Reasons = {
  'aws:PrincipalService.*': noServices,
  'aws:AssumedRoot': 'sts:AssumeRoot is not built',
  'aws:(?:ChatbotSourceArn|Ec2InstanceSource.*)': noComputing,
  '(?:ec2|glue|lambda|ssm|identitystore):.*': noComputing,
  'aws:SignInSessionArn': 'the console has sessions of its own, which are no AWS resources',
  'aws:(?:SourceVpc.*|VpcSourceIp|Vpce.*)': noEndpoints,
  'aws:CalledVia.*': noServices,
  'aws:(?:IsMcpServiceAction|ViaAWSMCPService)': 'there is no MCP server of AWS before it',
  'aws:Source(?:Account|Arn|Org.*)': noServices,
};

/** `ACTION KEY`: listed by AWS, and nothing here can have it. */
export const keysUnknown: Reasons = {
  '.* iam:RoleTemplateARN': 'role templates are not built',
  'iam:EnableMFADevice iam:(?:FIDO.*|RegisterSecurityKey)': 'only virtual MFA devices are served',
  'iam:PassRole iam:AssociatedResourceArn': 'instance profiles are no resource of a service',
  '(?:iam|organizations):Create\\w+ (?:aws|iam):ResourceTag/.*': toBeMade,
  'organizations:\\w+ organizations:Transfer.*': 'responsibility transfers are not built',
  's3:\\w+ s3:TlsVersion': 'TLS ends before the server, which does not learn its version',
  's3:\\w+ (?:aws:ResourceTag|s3:BucketTag)/.*':
    'access by bucket tags (PutBucketAbac) is not built',
  's3:\\w+ s3:(?:AccessPoint.*|DataAccessPoint.*|AccessGrants.*)': noAccessPoints,
  's3:\\w+ s3:object-lock-.*': noLock,
  's3:CreateBucket s3:x-amz-bucket-namespace': 'bucket names are global',
  's3:PutObject s3:x-amz-object-annotation-directive': 'annotations are not built',
  's3:PutReplicationConfiguration s3:isReplicationPauseRequest': 'replication is not built',
  'sts:\\w+ (?:accounts\\.google\\.com|cognito-identity|graph\\.facebook|www\\.amazon|saml).*':
    'sessions by SAML, and by providers that need no entry in IAM, are not built',
};

/** `ACTION KEY`: given here, and not listed by AWS. */
export const keysUnlisted: Reasons = {
  's3:GetBucketObjectLockConfiguration s3:x-amz-content-sha256':
    'every S3 action has it; its absence there can only be an oversight of the page',
};

/** Actions whose resource here is of no type that AWS lists. */
export const resourcesOtherwise: Reasons = {
  'iam:List(?:Groups|InstanceProfiles|Policies|Roles|Users|VirtualMFADevices)':
    'AWS decides and denies them on the path below which they look',
  'iam:List(?:OpenIDConnect|SAML)Providers': 'AWS decides and denies them on all of the kind',
  'sts:TagSession': 'GetFederationToken asks it of the federated user, by its own page',
  'organizations:CreatePolicy': 'the policy has no ARN before it is made',
  'organizations:TagResource': 'tags of a policy to be made: it has no ARN yet',
};
