/**
 * An `AwsError` as each protocol prints it. awsQuery <ErrorResponse
 * xmlns><Error><Type/><Code/><Message/></Error><RequestId/></ErrorResponse> restXml
 * <Error><Code/><Message/>…detail…<RequestId/><HostId/></Error>, nothing at all for HEAD awsJson
 * {"__type": …, "Message": …}, status 400 or 500 whatever the model says, as AWS answers restJson
 * header x-amzn-ErrorType, {"message": …}, the model's status
 */
import type { AwsError } from './aws-error.ts';
import { createJsonCodec } from './json-codec.ts';
import type { Service } from './service.ts';
import { shapeOf } from './shape.ts';
import type { StructShape } from './shape.ts';
import type { HttpResponse, Protocol } from './types.ts';
import { escapeXml } from './xml-text.ts';

export interface ErrorContext {
  readonly requestId: string;
  /** S3's `x-amz-id-2`. */
  readonly hostId?: string | undefined;
  /** S3's `<Resource>`, where an operation's errors carry one. */
  readonly resource?: string | undefined;
  readonly isHead?: boolean | undefined;
}

type EncodeError = (error: AwsError, context: ErrorContext, service?: Service) => HttpResponse;

export function encodeError(
  target: Service | Protocol,
  error: AwsError,
  context: ErrorContext,
): HttpResponse {
  const protocol = typeof target === 'string' ? target : target.model.protocol;
  const answer = encoders[protocol](
    error,
    context,
    typeof target === 'string' ? undefined : target,
  );
  // HEAD tells the code by the status alone, and 304 never has a body.
  if (!context.isHead && answer.status !== 304) return answer;
  const { 'Content-Type': _, ...headers } = answer.headers;
  return { status: answer.status, headers };
}

/** XML of the detail's plain values, in the order given. */
function detailXml(error: AwsError): string {
  let text = '';
  for (const [name, value] of Object.entries(error.detail)) {
    if (value === undefined || value === null) continue;
    text += element(name, plainText(value));
  }
  return text;
}

const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const encodeQuery: EncodeError = (error, { requestId }, service) => {
  const namespace = service?.model.xmlNamespace;
  const attribute = namespace === undefined ? '' : ` xmlns="${escapeXml(namespace)}"`;
  return {
    status: error.status,
    headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml', ...error.headers },
    body:
      `<ErrorResponse${attribute}><Error>` +
      element('Type', error.fault === 'client' ? 'Sender' : 'Receiver') +
      element('Code', error.code) +
      element('Message', error.message) +
      detailXml(error) +
      `</Error>${element('RequestId', requestId)}</ErrorResponse>`,
  };
};

const encodeRestXml: EncodeError = (error, { requestId, hostId, resource }) => {
  const headers: Record<string, string> = { 'x-amz-request-id': requestId };
  if (hostId !== undefined) headers['x-amz-id-2'] = hostId;
  return {
    status: error.status,
    headers: { ...headers, 'Content-Type': 'application/xml', ...error.headers },
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error>' +
      element('Code', error.code) +
      element('Message', error.message) +
      detailXml(error) +
      (resource === undefined ? '' : element('Resource', resource)) +
      element('RequestId', requestId) +
      (hostId === undefined ? '' : element('HostId', hostId)) +
      '</Error>',
  };
};

const json = createJsonCodec();

const modelOf = (error: AwsError): StructShape | undefined =>
  error.schema === undefined ? undefined : (shapeOf(error.schema) as StructShape);

/**
 * The modelled member that holds the message; AWS's own errors have a small m, denials a capital
 * one.
 */
function messageName(error: AwsError, model: StructShape | undefined): string {
  const modelled = model?.members.find(({ name }) => name === 'Message' || name === 'message');
  if (modelled !== undefined) return modelled.name;
  return error.code === 'AccessDenied' ? 'Message' : 'message';
}

function jsonFields(error: AwsError): Record<string, unknown> {
  const model = modelOf(error);
  const fields: Record<string, unknown> = {};
  // What AWS's front end refuses before it knows the operation has no message.
  if (error.message !== '') fields[messageName(error, model)] = error.message;
  for (const [name, value] of Object.entries(error.detail)) {
    const member = model?.members.find((candidate) => candidate.name === name);
    if (value === undefined || member?.traits.httpHeader !== undefined) continue;
    fields[name] = member === undefined ? value : json.writer(member.shape)(value);
  }
  return fields;
}

/** Detail members that the model binds to headers: Retry-After. */
function detailHeaders(error: AwsError): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const member of modelOf(error)?.members ?? []) {
    const value = error.detail[member.name];
    const header = member.traits.httpHeader;
    if (header !== undefined && value !== undefined) headers[header] = plainText(value);
  }
  return headers;
}

const encodeJson: EncodeError = (error, { requestId }) => ({
  status: jsonStatus(error),
  headers: {
    'x-amzn-RequestId': requestId,
    'Content-Type': 'application/x-amz-json-1.1',
    'x-amzn-ErrorType': error.jsonCode,
    ...error.headers,
  },
  body: JSON.stringify({ __type: error.jsonCode, ...jsonFields(error) }),
});

/** awsJson services answer 400 and 500; an operation that is not built keeps its 501. */
function jsonStatus(error: AwsError): number {
  if (error.code === 'NotImplemented' || error.code === 'ServiceUnavailable') return error.status;
  return error.fault === 'client' ? 400 : 500;
}

const encodeRestJson: EncodeError = (error, { requestId }) => ({
  status: error.status,
  headers: {
    'x-amzn-RequestId': requestId,
    'Content-Type': 'application/json',
    'x-amzn-ErrorType': error.jsonCode,
    ...detailHeaders(error),
    ...error.headers,
  },
  body: JSON.stringify(jsonFields(error)),
});

const encoders: Readonly<Record<Protocol, EncodeError>> = {
  awsQuery: encodeQuery,
  restXml: encodeRestXml,
  awsJson1_1: encodeJson,
  restJson: encodeRestJson,
};
