/**
 * What a request leaves behind besides its answer: last use of keys and roles, denials for
 * explaining, and the log. Nothing here can fail a request, and nothing secret is written.
 */
import type { HttpRequest, OperationShape } from '@hallpass/wire';
import { AwsError } from '@hallpass/wire';
import type { Caller } from './authenticate/caller.ts';
import type { Denial } from './authorize/decision-log.ts';
import type { RequestInfo } from './operation.ts';
import type { ServerState } from './server-state.ts';

export function noteUse(state: ServerState, info: RequestInfo, operation: OperationShape): void {
  const { caller, nowMs, region } = info;
  if (caller.kind === 'anonymous') return;
  const service = operation.service.model.name;
  if (caller.session === undefined) {
    state.lastUsed.note(caller.accessKeyId, { atMs: nowMs, region, service });
  } else if (caller.kind === 'assumed-role' && caller.session.principalId !== undefined) {
    state.lastUsed.note(caller.session.principalId, { atMs: nowMs, region });
  }
}

interface Failure {
  readonly error: unknown;
  readonly caller: Caller | undefined;
  readonly operation: OperationShape | undefined;
}

function isDenial(cause: unknown): cause is Denial {
  return typeof cause === 'object' && cause !== null && 'encodedMessage' in cause;
}

export function noteFailure(state: ServerState, request: HttpRequest, failure: Failure): void {
  const { error, caller, operation } = failure;
  const fields = {
    requestId: request.requestId,
    operation: operation?.name,
    caller: caller?.arn,
    sourceIp: request.sourceIp,
  };
  if (!(error instanceof AwsError)) {
    state.log.error({ ...fields, error }, 'a request failed unexpectedly');
    return;
  }
  if (isDenial(error.cause)) {
    state.decisions.note(error.cause);
    const { action, resource, message } = error.cause;
    state.log.info({ ...fields, action, resource, reason: message }, 'denied');
    return;
  }
  if (error.status >= 500 && error.status !== 501) {
    state.log.error({ ...fields, error }, 'a request failed');
  }
}
