/**
 * Makes users, groups and keys through IAM, so that a second run after an interrupted first one
 * finishes what is missing instead of failing on what is there.
 */
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { randomBytes } from 'node:crypto';
import type { AwsClients } from '../aws-clients.ts';
import type { Profile } from '../credentials-file.ts';

/** Error names that mean: it is there already. */
const alreadyThere: readonly string[] = ['EntityAlreadyExistsException', 'EntityAlreadyExists'];
const notThere: readonly string[] = ['NoSuchEntityException', 'NoSuchEntity'];

export async function unlessNamed<T>(
  names: readonly string[],
  call: Promise<T>,
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

/** A new key; keys of an interrupted run, whose secrets nobody knows, are removed first. */
async function accessKey(clients: AwsClients, userName: string): Promise<[string, string]> {
  const { AccessKeyMetadata = [] } = await clients.iam.send(
    new ListAccessKeysCommand({ UserName: userName }),
  );
  for (const { AccessKeyId } of AccessKeyMetadata) {
    await clients.iam.send(new DeleteAccessKeyCommand({ UserName: userName, AccessKeyId }));
  }
  const { AccessKey } = await clients.iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  return [AccessKey?.AccessKeyId ?? '', AccessKey?.SecretAccessKey ?? ''];
}

/** Random, and with every kind of character, so that any password policy takes it. */
function newPassword(): string {
  return `Hp-${randomBytes(12).toString('base64url')}-7a`;
}

async function password(clients: AwsClients, userName: string): Promise<string> {
  await unlessNamed(
    notThere,
    clients.iam.send(new DeleteLoginProfileCommand({ UserName: userName })),
  );
  const made = newPassword();
  await clients.iam.send(new CreateLoginProfileCommand({ UserName: userName, Password: made }));
  return made;
}

export interface Person {
  readonly profile: string;
  readonly userName: string;
  readonly accountId: string;
  readonly policyArn?: string;
  readonly group?: string;
}

export async function makePerson(clients: AwsClients, person: Person): Promise<Profile> {
  const { iam } = clients;
  const { userName, policyArn, group } = person;
  await unlessNamed(alreadyThere, iam.send(new CreateUserCommand({ UserName: userName })));
  if (policyArn !== undefined) {
    await iam.send(new AttachUserPolicyCommand({ UserName: userName, PolicyArn: policyArn }));
  }
  if (group !== undefined) {
    await iam.send(new AddUserToGroupCommand({ UserName: userName, GroupName: group }));
  }
  const [accessKeyId, secretAccessKey] = await accessKey(clients, userName);
  const consolePassword = await password(clients, userName);
  return {
    name: person.profile,
    accessKeyId,
    secretAccessKey,
    comments: [
      `user ${userName} of account ${person.accountId}`,
      `console password: ${consolePassword}`,
    ],
  };
}

export async function makeGroup(
  clients: AwsClients,
  groupName: string,
  policyArn: string,
): Promise<void> {
  await unlessNamed(
    alreadyThere,
    clients.iam.send(new CreateGroupCommand({ GroupName: groupName })),
  );
  await clients.iam.send(
    new AttachGroupPolicyCommand({ GroupName: groupName, PolicyArn: policyArn }),
  );
}
