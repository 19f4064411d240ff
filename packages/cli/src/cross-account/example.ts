/** `serve --example cross-account`: the tutorial's prerequisites, once, and what to type next. */
import { credentialsPath, putProfiles, readProfile } from '../credentials-file.ts';
import type { ExampleContext } from '../example-context.ts';
import { Failure } from '../failure.ts';
import { bucket, development, production, profiles } from './names.ts';

/** Whether it was made is seen by its profiles, which are written when all else is done. */
export async function crossAccount(context: ExampleContext): Promise<string> {
  const path = credentialsPath(context.folder);
  const made = Object.values(profiles).every((name) => readProfile(path, name) !== undefined);
  if (!made) await make(context.url, path);
  return nextCommands(path, context.url);
}

async function make(url: string, path: string): Promise<void> {
  const root = readProfile(path, 'root');
  if (root === undefined) throw new Failure(`the example needs the profile root in ${path}`);
  const { makePrerequisites } = await import('./prerequisites.ts');
  putProfiles(path, url, await makePrerequisites(url, root));
}

function nextCommands(path: string, url: string): string {
  return `
Development is account ${development.id}, Production is account ${production.id} and owns s3://${bucket}.
Try it, in another terminal:

  export AWS_SHARED_CREDENTIALS_FILE='${path}' AWS_ENDPOINT_URL=${url}
  aws sts get-caller-identity --profile ${profiles.david}
  aws s3 ls s3://${bucket} --profile ${profiles.david}              # denied: another account's
  aws s3 ls s3://${bucket} --profile ${profiles.productionAdmin}

  npx hallpass tutorial --commands      # the whole story as commands to paste

`;
}
