/** `serve --example cross-account`: the tutorial's prerequisites, once, and what to type next. */
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { awsClients } from '../aws-clients.ts';
import { addProfiles, credentialsPath, readProfile } from '../credentials-file.ts';

import type { ExampleContext } from '../example-context.ts';
import { Failure } from '../failure.ts';
import { bucket, development, production, profiles } from './names.ts';
import { makePrerequisites } from './prerequisites.ts';

export async function crossAccount({ folder, url }: ExampleContext): Promise<string> {
  if (readProfile(folder, profiles.david) === undefined) await make({ folder, url });
  return nextCommands(folder, url);
}

async function make({ folder, url }: ExampleContext): Promise<void> {
  const root = readProfile(folder, 'root');
  if (root === undefined) {
    throw new Failure(`the example needs the profile root in ${credentialsPath(folder)}`);
  }
  const clients = awsClients(url, root);
  const { Account: accountId = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  const made = await makePrerequisites(url, { accountId, clients });
  addProfiles(folder, url, made);
}

function nextCommands(folder: string, url: string): string {
  return `
Development is account ${development.id}, Production is account ${production.id} and owns s3://${bucket}.
Try it, in another terminal:

  export AWS_SHARED_CREDENTIALS_FILE=${credentialsPath(folder)} AWS_ENDPOINT_URL=${url}
  aws sts get-caller-identity --profile ${profiles.david}
  aws s3 ls s3://${bucket} --profile ${profiles.david}              # denied: another account's
  aws s3 ls s3://${bucket} --profile ${profiles.productionAdmin}

  npx hallpass tutorial --commands      # the whole story as commands to paste

`;
}
