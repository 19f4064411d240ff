/**
 * Tells the log and the account's sign-in events what happened at the door. Pages: CloudTrail UG
 * "AWS Management Console sign-in events" (the shape of ConsoleLogin, SwitchRole, ExitRole),
 * "userIdentity element". No password, code, token or cookie is written anywhere.
 */
import { randomUUID } from 'node:crypto';
import type { Json } from '@hallpass/store';
import type { HttpRequest } from '@hallpass/wire';
import type { AuthenticatedCaller } from '../authenticate/caller.ts';
import type { SignInEvent } from '../data/sign-in-events.ts';
import { addSignInEvent } from '../data/sign-in-events.ts';
import type { ServerState } from '../server-state.ts';

export type SignInEventName =
  | 'ConsoleLogin'
  | 'CheckMfa'
  | 'PasswordUpdated'
  | 'SwitchRole'
  | 'RenewRole'
  | 'ExitRole'
  | 'Logout'
  | 'GetSigninToken';

export interface SignInOccurrence {
  readonly name: SignInEventName;
  readonly accountId: string;
  readonly outcome: 'Success' | 'Failure';
  readonly userIdentity: Json;
  readonly errorMessage?: string;
  readonly additional?: { readonly [name: string]: Json };
}

const identityTypes = {
  root: 'Root',
  user: 'IAMUser',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const;

export function userIdentityOf(caller: AuthenticatedCaller): Json {
  return {
    type: identityTypes[caller.kind],
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.accountId,
    ...(caller.kind === 'user' ? { userName: caller.name } : {}),
  };
}

const userAgentCharactersMax = 256;

function eventOf(request: HttpRequest, what: SignInOccurrence, atMs: number): SignInEvent {
  return {
    eventVersion: '1.11',
    userIdentity: what.userIdentity,
    eventTime: new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: 'signin.amazonaws.com',
    eventName: what.name,
    awsRegion: 'us-east-1',
    sourceIPAddress: request.sourceIp,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, userAgentCharactersMax),
    ...(what.errorMessage === undefined ? {} : { errorMessage: what.errorMessage }),
    requestParameters: null,
    responseElements: { [what.name]: what.outcome },
    additionalEventData: what.additional ?? {},
    requestID: request.requestId,
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: what.accountId,
    eventCategory: 'Management',
  };
}

/** Part of what it reports: an event that cannot be kept fails the sign-in. */
export async function auditSignIn(
  state: ServerState,
  request: HttpRequest,
  what: SignInOccurrence,
): Promise<void> {
  const atMs = state.clock.nowMs();
  const event = eventOf(request, what, atMs);
  const { name, outcome, accountId, userIdentity, errorMessage } = what;
  state.log.info(
    { event: name, outcome, accountId, userIdentity, errorMessage, sourceIp: request.sourceIp },
    'console sign-in event',
  );
  await state.metadata.transact((tx) => addSignInEvent(tx, accountId, { atMs, event }));
}
