/** A JSON value that knows where it stands in the text. */
import type { Span } from '../types.ts';

/** Member names and array indexes from the root. */
export type JsonPath = readonly (string | number)[];

interface Located {
  readonly span: Span;
  readonly path: JsonPath;
}

export interface JsonString extends Located {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends Located {
  readonly kind: 'number';
  /** As written. */
  readonly raw: string;
  readonly value: number;
}

export interface JsonBoolean extends Located {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface JsonNull extends Located {
  readonly kind: 'null';
}

export interface JsonArray extends Located {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonMember {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonNode;
}

export interface JsonObject extends Located {
  readonly kind: 'object';
  /** In the order of the text; a duplicate key is there twice. */
  readonly members: readonly JsonMember[];
}

export type JsonNode = JsonString | JsonNumber | JsonBoolean | JsonNull | JsonArray | JsonObject;
