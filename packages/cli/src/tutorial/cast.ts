/**
 * Brings everyone of the story together, and clears away what an earlier run left, so that the
 * story can be told again on the same server.
 */
import {
  CreateUserCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../aws-clients.ts';
import { awsClients } from '../aws-clients.ts';
import type { Profile } from '../credentials-file.ts';
import { development, policyArn, profiles, roleName } from '../cross-account/names.ts';
import { makePerson, unlessNamed } from '../cross-account/people.ts';
import { Failure } from '../failure.ts';
import { allowAssume, denyAssume, otherBucket } from './documents.ts';
import type { Cast } from './story.ts';

const notThere: readonly string[] = ['NoSuchEntityException', 'NoSuchEntity'];

async function clearAway(cast: Pick<Cast, 'developmentAdmin' | 'productionAdmin'>): Promise<void> {
  const production = cast.productionAdmin.iam;
  const gone = [
    () =>
      production.send(new DetachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn })),
    () => production.send(new DeleteRoleCommand({ RoleName: roleName })),
    () => production.send(new DeletePolicyCommand({ PolicyArn: policyArn })),
    ...[
      { GroupName: 'Developers', PolicyName: allowAssume.name },
      { GroupName: 'Testers', PolicyName: denyAssume.name },
    ].map((inline) => () => cast.developmentAdmin.iam.send(new DeleteGroupPolicyCommand(inline))),
  ];
  for (const remove of gone) await unlessNamed<unknown>(notThere, remove());
}

export async function assembleCast(
  endpoint: string,
  findProfile: (name: string) => Profile | undefined,
): Promise<Cast> {
  const clientsOf = (name: string): AwsClients => {
    const profile = findProfile(name);
    if (profile !== undefined) return awsClients(endpoint, profile);
    throw new Failure(
      `there is no profile ${name}: start the server with \`--example cross-account\` and name its ` +
        'credentials file in AWS_SHARED_CREDENTIALS_FILE',
    );
  };
  const developmentAdmin = clientsOf(profiles.developmentAdmin);
  const productionAdmin = clientsOf(profiles.productionAdmin);
  await clearAway({ developmentAdmin, productionAdmin });
  await unlessNamed(
    ['BucketAlreadyOwnedByYou'],
    productionAdmin.s3.send(new CreateBucketCommand({ Bucket: otherBucket })),
  );
  await unlessNamed(
    ['EntityAlreadyExists', 'EntityAlreadyExistsException'],
    developmentAdmin.iam.send(new CreateUserCommand({ UserName: 'Newcomer' })),
  );
  const newcomer = await makePerson(developmentAdmin, {
    profile: 'newcomer',
    userName: 'Newcomer',
    accountId: development.id,
  });
  let session: AwsClients | undefined;
  return {
    root: clientsOf('root'),
    developmentAdmin,
    productionAdmin,
    david: clientsOf(profiles.david),
    theresa: clientsOf(profiles.theresa),
    newcomer: awsClients(endpoint, newcomer),
    session() {
      if (session === undefined) throw new Error('David is not in the role');
      return session;
    },
    switched({ AccessKeyId, SecretAccessKey, SessionToken }) {
      session = awsClients(endpoint, {
        accessKeyId: AccessKeyId ?? '',
        secretAccessKey: SecretAccessKey ?? '',
        sessionToken: SessionToken ?? '',
      });
    },
  };
}
