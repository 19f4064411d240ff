import {
  CreateAccountAliasCommand,
  DeleteAccountAliasCommand,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { noSuchEntity, refusal } from '../../../../test/identities.ts';
import { findAccountIdByAlias, putAccountAlias } from '../../../data/accounts.ts';
import { newAccountRecord } from '../../../data/new-account.ts';

const server = await startTestServer();
const { iam, accountId } = server;
const { metadata } = server.server.state;

const create = (AccountAlias: string) => iam.send(new CreateAccountAliasCommand({ AccountAlias }));
const aliases = async () => (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases;

test('a new alias replaces the old one', async () => {
  expect(await aliases()).toEqual([]);
  await create('first-alias');
  await create('second-alias');
  expect(await aliases()).toEqual(['second-alias']);
  const owner = await metadata.read((tx) => findAccountIdByAlias(tx, 'first-alias'));
  expect(owner).toBeUndefined();
});

test('an alias is one account’s', async () => {
  await metadata.transact(async (tx) => {
    const other = newAccountRecord({
      id: '210987654321',
      name: 'Other',
      email: 'other@example.com',
      partition: 'aws',
      nowMs: 0,
    });
    putAccountAlias(tx, other, 'taken');
  });
  await expect(create('taken')).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'The account alias taken already exists.'),
  );
  await expect(
    iam.send(new DeleteAccountAliasCommand({ AccountAlias: 'taken' })),
  ).rejects.toMatchObject(noSuchEntity('The account alias with name taken cannot be found.'));
});

test.each(['Upper', 'a--b', '-ab', 'ab-', 'ab', accountId])('refuses %s', async (alias) => {
  await expect(create(alias)).rejects.toMatchObject({
    Code: 'ValidationError',
    $metadata: { httpStatusCode: 400 },
  });
});

test('a deleted alias is free again', async () => {
  await iam.send(new DeleteAccountAliasCommand({ AccountAlias: 'second-alias' }));
  expect(await aliases()).toEqual([]);
});
