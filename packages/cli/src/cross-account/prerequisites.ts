/**
 * The tutorial's prerequisites, and not its solution: an organization, the accounts Development and
 * Production with an administrator each, David and Theresa in their groups, a bucket with two
 * objects. Page: IAM UG tutorial "Delegate access across AWS accounts using IAM roles",
 * "Prerequisites".
 */
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsClients, Credentials } from '../aws-clients.ts';
import { assumeRole, awsClients } from '../aws-clients.ts';
import type { Profile } from '../credentials-file.ts';
import { Failure } from '../failure.ts';
import {
  administratorAccess,
  bucket,
  development,
  powerUserAccess,
  production,
  profiles,
} from './names.ts';
import { makeGroup, makePerson, unlessNamed } from './people.ts';

const pollMs = 100;
const pollsMax = 100;

async function waitForAccount(clients: AwsClients, requestId: string): Promise<void> {
  for (let poll = 0; poll < pollsMax; poll++) {
    const { CreateAccountStatus: status } = await clients.organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: requestId }),
    );
    if (status?.State === 'SUCCEEDED') return;
    if (status?.State === 'FAILED') {
      throw new Failure(`the account could not be made: ${status.FailureReason}`);
    }
    await sleep(pollMs);
  }
  throw new Failure('the account was not made in time');
}

/** An account of the wanted id, unless the organization has it. */
async function makeAccount(
  clients: AwsClients,
  account: { readonly id: string; readonly name: string },
): Promise<void> {
  const { organizations } = clients;
  const known = await unlessNamed(
    ['AccountNotFoundException'],
    organizations.send(new DescribeAccountCommand({ AccountId: account.id })),
  );
  if (known !== undefined) return;
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({
      AccountName: account.name,
      Email: `${account.name.toLowerCase()}@example.com`,
      Tags: [{ Key: 'hallpass:account-id', Value: account.id }],
    }),
  );
  await waitForAccount(clients, CreateAccountStatus?.Id ?? '');
}

async function memberClients(
  url: string,
  management: AwsClients,
  accountId: string,
): Promise<AwsClients> {
  const arn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
  return assumeRole(url, management, { arn, sessionName: 'hallpass-example' });
}

const administrator = (profile: string, accountId: string) => ({
  profile,
  userName: 'Administrator',
  accountId,
  policyArn: administratorAccess,
});

async function makeDevelopment(url: string, management: AwsClients): Promise<Profile[]> {
  const clients = await memberClients(url, management, development.id);
  await makeGroup(clients, 'Developers', powerUserAccess);
  await makeGroup(clients, 'Testers', powerUserAccess);
  const accountId = development.id;
  const people = [
    administrator(profiles.developmentAdmin, accountId),
    { profile: profiles.david, userName: 'David', accountId, group: 'Developers' },
    { profile: profiles.theresa, userName: 'Theresa', accountId, group: 'Testers' },
  ];
  const made: Profile[] = [];
  for (const person of people) made.push(await makePerson(clients, person));
  return made;
}

async function makeProduction(url: string, management: AwsClients): Promise<Profile[]> {
  const clients = await memberClients(url, management, production.id);
  const admin = await makePerson(clients, administrator(profiles.productionAdmin, production.id));
  await unlessNamed(
    ['BucketAlreadyOwnedByYou'],
    clients.s3.send(new CreateBucketCommand({ Bucket: bucket })),
  );
  const objects = [
    { Key: 'app/config.json', Body: '{"feature":"off"}\n', ContentType: 'application/json' },
    { Key: 'readme.txt', Body: 'The application in production.\n', ContentType: 'text/plain' },
  ];
  for (const object of objects) {
    await clients.s3.send(new PutObjectCommand({ Bucket: bucket, ...object }));
  }
  return [admin];
}

/** Profiles of everyone the tutorial needs. `root`: of the first account. May run again. */
export async function makePrerequisites(
  url: string,
  root: Credentials,
): Promise<readonly Profile[]> {
  const clients = awsClients(url, root);
  const { Account: accountId = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  for (const { id, name } of [development, production]) {
    if (id === accountId) {
      throw new Failure(`the example needs ${id} for ${name}, but it is the first account's id`);
    }
  }
  await unlessNamed(
    ['AlreadyInOrganizationException'],
    clients.organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' })),
  );
  for (const account of [development, production]) await makeAccount(clients, account);
  // Root users cannot assume roles, so the members are reached by an administrator.
  const admin = await makePerson(clients, administrator(profiles.management, accountId));
  const management = awsClients(url, admin);
  return [
    admin,
    ...(await makeDevelopment(url, management)),
    ...(await makeProduction(url, management)),
  ];
}
