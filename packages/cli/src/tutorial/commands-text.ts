/** The same story as `aws` commands to paste into bash. */
import {
  bucket,
  development,
  policyArn,
  policyName,
  production,
  profiles,
  roleArn,
  roleName,
} from '../cross-account/names.ts';
import { allowAssume, denyAssume, readWriteAppBucket, trustDevelopment } from './documents.ts';

const quoted = (document: unknown): string => `'${JSON.stringify(document)}'`;

export function commandsText(credentialsFile: string, endpoint: string): string {
  return `# The tutorial "Delegate access across AWS accounts using IAM roles", against Hallpass.
# Development is ${development.id}, Production is ${production.id}.
export AWS_SHARED_CREDENTIALS_FILE='${credentialsFile}'
export AWS_ENDPOINT_URL=${endpoint}
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=

# 1. Production's administrator: the policy and the role
aws iam create-policy --profile ${profiles.productionAdmin} --policy-name ${policyName} \\
  --policy-document ${quoted(readWriteAppBucket)}
aws iam create-role --profile ${profiles.productionAdmin} --role-name ${roleName} \\
  --assume-role-policy-document ${quoted(trustDevelopment)}
aws iam attach-role-policy --profile ${profiles.productionAdmin} --role-name ${roleName} \\
  --policy-arn ${policyArn}

# 2. Development's administrator: Developers may, Testers may not
aws iam put-group-policy --profile ${profiles.developmentAdmin} --group-name Developers \\
  --policy-name ${allowAssume.name} \\
  --policy-document ${quoted(allowAssume.document)}
aws iam put-group-policy --profile ${profiles.developmentAdmin} --group-name Testers \\
  --policy-name ${denyAssume.name} \\
  --policy-document ${quoted(denyAssume.document)}

# 3. David, as himself, is denied; in the role he reaches the bucket and nothing else
aws s3 ls s3://${bucket} --profile ${profiles.david}
read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<<"$(aws sts assume-role \\
  --profile ${profiles.david} --role-arn ${roleArn} --role-session-name David \\
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)"
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
aws sts get-caller-identity
aws s3 ls s3://${bucket}
aws iam list-users
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN

# 4. Theresa, a tester, is refused
aws sts assume-role --profile ${profiles.theresa} --role-arn ${roleArn} --role-session-name Theresa
`;
}
