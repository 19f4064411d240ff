/**
 * awsQuery: a form in, XML out (IAM, STS).
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import { failWith } from './errors.ts';
import { noPairs } from './pairs.ts';
import { formReader } from './query-codec.ts';
import { Malformed } from './scalars.ts';
import type { AnswerContext, DecodeSource, OperationCodec } from './service.ts';
import type { OperationSchema } from './shape.ts';
import type { HttpResponse, ServiceModel } from './types.ts';
import { createXmlCodec } from './xml-codec.ts';
import { escapeXml } from './xml-text.ts';

const xml = createXmlCodec({ timestamp: 'date-time', milliseconds: 'never' });

export function compileQuery(schema: OperationSchema, model: ServiceModel): OperationCodec {
  const read = formReader(schema.input);
  const encode = compileAnswer(schema, model);
  return {
    decode: ({ route }: DecodeSource) => {
      // AWS takes parameters from the URL and from the form alike.
      const pairs = route.query === noPairs ? route.form : [...route.query, ...route.form];
      try {
        return read(pairs);
      } catch (error) {
        if (error instanceof Malformed) throw failWith('MalformedInput', error.message);
        throw error;
      }
    },
    encode,
  };
}

function compileAnswer(schema: OperationSchema, model: ServiceModel): OperationCodec['encode'] {
  const { name, output } = schema;
  const namespace =
    model.xmlNamespace === undefined ? '' : ` xmlns="${escapeXml(model.xmlNamespace)}"`;
  // An operation without output has no result element at all.
  const writeResult = output.isUnit ? () => '' : xml.writer(output, `${name}Result`);
  return (value, { requestId, status, headers }: AnswerContext): HttpResponse => ({
    status: status ?? 200,
    headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml', ...headers },
    body:
      `<${name}Response${namespace}>${writeResult(value)}` +
      `<ResponseMetadata><RequestId>${escapeXml(requestId)}</RequestId></ResponseMetadata>` +
      `</${name}Response>`,
  });
}
