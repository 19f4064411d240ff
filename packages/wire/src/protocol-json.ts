/**
 * awsJson 1.1: one JSON document in, one out (Organizations, CloudTrail).
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
import { wholeBody } from './body.ts';
import { failWith } from './errors.ts';
import { createJsonCodec, parseJson } from './json-codec.ts';
import { Malformed } from './scalars.ts';
import type { DecodeSource, OperationCodec } from './service.ts';
import type { OperationSchema } from './shape.ts';

const json = createJsonCodec();

export function compileJson(schema: OperationSchema): OperationCodec {
  const read = json.reader(schema.input);
  const write = json.writer(schema.output);
  return {
    decode: ({ body }: DecodeSource) => {
      try {
        return read(parseJson(wholeBody(body))) as Record<string, unknown>;
      } catch (error) {
        if (error instanceof Malformed) throw failWith('SerializationException', error.message);
        throw error;
      }
    },
    encode: (value, { requestId, status, headers }) => ({
      status: status ?? 200,
      headers: {
        'x-amzn-RequestId': requestId,
        'Content-Type': 'application/x-amz-json-1.1',
        ...headers,
      },
      body: schema.output.isUnit ? '' : JSON.stringify(write(value)),
    }),
  };
}
