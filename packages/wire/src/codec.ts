/**
 * The two doors of the codecs: a routed request to a typed input, a typed output to an answer.
 */
import { checkConstraints } from './constraints.ts';
import type { Constraints } from './constraints.ts';
import { failWith } from './errors.ts';
import type { AnswerContext, DecodeSource, OperationShape } from './service.ts';
import type { HttpResponse } from './types.ts';

export interface DecodeRequest extends DecodeSource {
  readonly constraints?: Constraints | undefined;
}

/**
 * Reads and checks the input of the routed operation. Whatever is wrong with it is an `AwsError` of the
 * protocol, status 4xx. Members have the types of the SDK; maps have no prototype; a streaming payload is
 * passed on untouched.
 */
export function decodeInput<I = Record<string, unknown>>(source: DecodeRequest): I {
  const { operation } = source.route;
  const input = operation.codec.decode(source);
  if (operation.service.model.addressing === 's3') requireBindings(operation, input);
  else checkConstraints(operation, input, source.constraints);
  if (operation.service.model.addressing === 's3' && source.constraints !== undefined) {
    checkConstraints(operation, input, source.constraints);
  }
  return input as I;
}

/** S3 has no framework text for a missing member; bodies are checked against their schema already. */
function requireBindings(operation: OperationShape, input: Record<string, unknown>): void {
  for (const name of operation.requiredMembers) {
    if (input[name] === undefined) throw missing(operation, name);
  }
}

function missing(operation: OperationShape, name: string): Error {
  const member = operation.input.members.find((candidate) => candidate.name === name);
  const { httpHeader, httpQuery } = member?.traits ?? {};
  if (httpHeader !== undefined) {
    return failWith('InvalidRequest', `Missing required header for this request: ${httpHeader}`);
  }
  if (httpQuery !== undefined) {
    return failWith(
      'InvalidArgument',
      `Missing required parameter for this request: ${httpQuery}`,
      {
        ArgumentName: httpQuery,
      },
    );
  }
  return failWith('InvalidRequest', `Missing required element for this request: ${name}`);
}

/** The answer to a request; for streaming payloads `body` is the stream itself. */
export function encodeOutput(
  operation: OperationShape,
  output: object | undefined,
  context: AnswerContext,
): HttpResponse {
  return operation.codec.encode((output ?? {}) as Readonly<Record<string, unknown>>, context);
}
