/**
 * restXml and restJson: members bound to labels, query, headers and body.
 * https://smithy.io/2.0/spec/http-bindings.html
 */
import { wholeBody } from './body.ts';
import { failWith } from './errors.ts';
import { compileInputBinding, compileOutputBinding } from './http-binding.ts';
import { createJsonCodec, parseJson } from './json-codec.ts';
import { Malformed, bytesOf } from './scalars.ts';
import type { AnswerContext, DecodeSource, OperationCodec } from './service.ts';
import type { Member, OperationSchema, StructShape } from './shape.ts';
import type { HttpResponse, ServiceModel } from './types.ts';
import { createXmlCodec, elementName } from './xml-codec.ts';
import { readXml } from './xml-reader.ts';

const xml = createXmlCodec({ timestamp: 'date-time', milliseconds: 'always' });
const json = createJsonCodec();
const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

type ReadBody = (input: Record<string, unknown>, source: DecodeSource) => void;
type Body = { readonly body?: HttpResponse['body']; readonly contentType?: string };
type WriteBody = (output: Readonly<Record<string, unknown>>, context: AnswerContext) => Body;

export function compileRest(schema: OperationSchema, model: ServiceModel): OperationCodec {
  const isXml = model.protocol === 'restXml';
  const readBindings = compileInputBinding(schema.input, model.protocol);
  const readBody = compileBodyReader(schema.input, isXml);
  const writeBindings = compileOutputBinding(schema.output, isXml);
  const writeBody = compileBodyWriter(schema.output, model);
  const status = schema.traits.http![2];
  return {
    decode: (source) => {
      const input: Record<string, unknown> = {};
      readBindings(input, source);
      readBody(input, source);
      return input;
    },
    encode: (output, context) => {
      const { body, contentType } = writeBody(output, context);
      const headers = idHeaders(isXml, context);
      if (contentType !== undefined) headers['Content-Type'] = contentType;
      const bound = writeBindings(output, headers);
      if (context.headers !== undefined) Object.assign(headers, context.headers);
      const answer = { status: context.status ?? bound ?? status, headers };
      return body === undefined ? answer : { ...answer, body };
    },
  };
}

function idHeaders(isXml: boolean, context: AnswerContext): Record<string, string> {
  if (!isXml) return { 'x-amzn-RequestId': context.requestId };
  return context.hostId === undefined
    ? { 'x-amz-request-id': context.requestId }
    : { 'x-amz-request-id': context.requestId, 'x-amz-id-2': context.hostId };
}

/** Members that no part of the head carries. */
function bodyMembers(shape: StructShape): Member[] {
  return shape.members.filter(
    ({ traits }) =>
      !traits.httpLabel &&
      !traits.httpPayload &&
      !traits.httpResponseCode &&
      traits.httpHeader === undefined &&
      traits.httpQuery === undefined &&
      traits.httpPrefixHeaders === undefined,
  );
}

const payloadOf = (shape: StructShape): Member | undefined =>
  shape.members.find((member) => member.traits.httpPayload);

/** The members between head and payload, as a structure of their own. */
function bodyStruct(shape: StructShape): StructShape | undefined {
  const members = bodyMembers(shape);
  return members.length === 0 ? undefined : { ...shape, members };
}

function compileBodyReader(input: StructShape, isXml: boolean): ReadBody {
  const payload = payloadOf(input);
  if (payload !== undefined) return payloadReader(payload, isXml);
  const body = bodyStruct(input);
  if (body === undefined) return () => {};
  const read = documentReader(body, input.traits.xmlName ?? input.name, isXml);
  return (result, source) => {
    Object.assign(result, read(wholeBody(source.body)));
  };
}

function payloadReader(payload: Member, isXml: boolean): ReadBody {
  const { name, shape, required } = payload;
  if (payload.traits.streaming) {
    return (result, { body }) => {
      if (body !== undefined) result[name] = body;
    };
  }
  const read =
    shape.kind === 'struct'
      ? documentReader(shape, elementName(payload), isXml)
      : shape.kind === 'blob'
        ? (bytes: Uint8Array) => bytes
        : (bytes: Uint8Array) => bytesOf(bytes).toString('utf8');
  return (result, source) => {
    const bytes = wholeBody(source.body);
    if (bytes.byteLength > 0) result[name] = read(bytes);
    else if (required) throw failWith('MissingRequestBodyError');
  };
}

/** Reads a whole document as `shape`; an XML document must have the root that was announced. */
function documentReader(
  shape: StructShape,
  root: string,
  isXml: boolean,
): (bytes: Uint8Array) => unknown {
  const readElement = isXml ? xml.reader(shape) : undefined;
  const readJson = isXml ? undefined : json.reader(shape);
  return (bytes) => {
    try {
      if (readJson !== undefined) return readJson(parseJson(bytes));
      const element = readXml(bytes);
      if (element.name !== root) throw new Malformed(`root <${element.name}>, not <${root}>`);
      return readElement!(element);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      throw isXml
        ? failWith('MalformedXML').with({ cause: error })
        : failWith('SerializationException', error.message);
    }
  };
}

function compileBodyWriter(output: StructShape, model: ServiceModel): WriteBody {
  const payload = payloadOf(output);
  if (payload !== undefined) return payloadWriter(payload, model);
  const body = bodyStruct(output);
  if (model.protocol === 'restJson') {
    const write = json.writer(body ?? output);
    if (output.isUnit) return () => ({ contentType: 'application/json' });
    return (value) => ({ body: JSON.stringify(write(value)), contentType: 'application/json' });
  }
  if (body === undefined) return () => ({});
  const write = xmlDocument(body, output.traits.xmlName ?? output.name, model);
  const single = body.members[0]!;
  const writeUnwrapped = xmlDocument(single.shape, elementName(single), model);
  return (value, { unwrapped, pieces }) => {
    if (pieces !== undefined) return write(pieces);
    if (!unwrapped) return write(value);
    // An absent value is the empty element: GetBucketLocation of a bucket in us-east-1.
    const inner = value[single.name];
    return inner === undefined ? write({}) : writeUnwrapped(inner);
  };
}

function xmlDocument(
  shape: Member['shape'],
  root: string,
  model: ServiceModel,
): (value: unknown) => Body {
  const write = xml.writer(shape, root, model.xmlNamespace);
  return (value) => ({ body: xmlDeclaration + write(value), contentType: 'application/xml' });
}

function payloadWriter(payload: Member, model: ServiceModel): WriteBody {
  const { name, shape } = payload;
  if (shape.kind !== 'struct') {
    return (output) => {
      const value = output[name];
      return value === undefined || value === null
        ? {}
        : { body: value as NonNullable<Body['body']> };
    };
  }
  const isXml = model.protocol === 'restXml';
  const writeXml = isXml ? xmlDocument(shape, elementName(payload), model) : undefined;
  const writeJson = isXml ? undefined : json.writer(shape);
  return (output) => {
    const value = output[name];
    if (value === undefined || value === null) return {};
    if (writeXml !== undefined) return writeXml(value);
    return { body: JSON.stringify(writeJson!(value)), contentType: 'application/json' };
  };
}
