/**
 * The two doors of the codecs: a routed request to a typed input, a typed output to an answer.
 */
import { checkConstraints } from './constraints.ts';
import type { Constraints } from './constraints.ts';
import type { AnswerContext, DecodeSource, OperationShape } from './service.ts';
import type { HttpResponse } from './types.ts';

export interface DecodeRequest extends DecodeSource {
  readonly constraints?: Constraints | undefined;
}

/**
 * Reads and checks the input of the routed operation. Whatever is wrong with it is an `AwsError` of
 * the protocol, status 4xx. Members have the types of the SDK; maps have no prototype; a streaming
 * payload is passed on untouched.
 */
export function decodeInput(source: DecodeRequest): Record<string, unknown> {
  const { operation } = source.route;
  const input = operation.codec.decode(source);
  checkConstraints(operation, input, source.constraints);
  return input;
}

/** The answer to a request; for streaming payloads `body` is the stream itself. */
export function encodeOutput(
  operation: OperationShape,
  output: object | undefined,
  context: AnswerContext,
): HttpResponse {
  return operation.codec.encode((output ?? {}) as Readonly<Record<string, unknown>>, context);
}
