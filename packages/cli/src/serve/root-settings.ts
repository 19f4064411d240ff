/** What the environment fixes for the first account. Heeded on the first start only. */
import type { RootSettings } from '@hallpass/server';

const variables = {
  accountId: 'HALLPASS_ROOT_ACCOUNT_ID',
  accessKeyId: 'HALLPASS_ROOT_ACCESS_KEY_ID',
  secretAccessKey: 'HALLPASS_ROOT_SECRET_ACCESS_KEY',
  password: 'HALLPASS_ROOT_PASSWORD',
  partition: 'HALLPASS_PARTITION',
} as const;

export function rootSettings(environment: NodeJS.ProcessEnv): RootSettings {
  // An empty variable is one that is not set: shells and compose files make them easily.
  return Object.fromEntries(
    Object.entries(variables)
      .map(([setting, variable]) => [setting, environment[variable]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
}
