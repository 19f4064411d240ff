import { describe, expect, it } from 'vitest';
import { contextKeys } from './context-keys.ts';
import type { PolicyDocument } from './document.ts';
import { parsePolicy } from './parse-policy.ts';
import { policySize } from './policy-size.ts';
import { listPrincipals, rewritePrincipals } from './principals.ts';

function parse(text: string): PolicyDocument {
  const { document, errors } = parsePolicy(text);
  if (document === undefined) throw new Error(JSON.stringify(errors));
  return document;
}

const text = `{
  "Version": "2012-10-17",
  "Id": "example",
  "Statement": [
    {
      "Sid": "One",
      "Effect": "Allow",
      "Principal": { "AWS": ["arn:aws:iam::111111111111:user/David", "222222222222"], "Service": "ec2.amazonaws.com" },
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::b/\${aws:username}/\${*}/\${aws:PrincipalTag/cost center, 'none'}",
      "Condition": {
        "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a", 1, true] },
        "Null": { "AWS:username": false }
      }
    },
    { "Effect": "Deny", "NotPrincipal": "*", "NotAction": ["iam:*"], "NotResource": "*" }
  ]
}`;

describe('parsePolicy', () => {
  it('gives every element with its place', () => {
    const { statements, version, id, versionElement } = parse(text);
    expect([version, versionElement?.value, id?.value]).toEqual([
      '2012-10-17',
      '2012-10-17',
      'example',
    ]);
    const [one, two] = statements;
    expect(one).toMatchObject({
      index: 0,
      sid: { value: 'One', path: ['Statement', 0, 'Sid'] },
      effect: { value: 'Allow' },
      action: { isList: false, values: [{ value: 's3:*', written: 'string' }] },
      malformed: false,
    });
    expect(one?.principal?.groups.map(({ key, values }) => [key, values.length])).toEqual([
      ['AWS', 2],
      ['Service', 1],
    ]);
    expect(one?.condition?.entries).toMatchObject([
      {
        operator: { value: 'ForAnyValue:StringLikeIfExists' },
        qualifier: 'ForAnyValue',
        baseOperator: 'StringLike',
        ifExists: true,
        key: { value: 'aws:TagKeys' },
        values: [
          { value: 'a', written: 'string' },
          { value: '1', written: 'number' },
          { value: 'true', written: 'boolean' },
        ],
      },
      { baseOperator: 'Null', ifExists: false },
    ]);
    expect(two).toMatchObject({
      notPrincipal: { text: '*', groups: [] },
      notAction: { isList: true },
      notResource: { isList: false },
    });
    const span = one?.effect?.span;
    expect(text.slice(span?.start.offset, span?.end.offset)).toBe('"Allow"');
  });

  it('takes one statement for a list of one', () => {
    expect(parse('{"Statement":{"Effect":"Deny"}}').statements).toHaveLength(1);
  });

  it('keeps what it does not know', () => {
    const document = parse('{"Foo":1,"Statement":[{"Bar":2}]}');
    expect(document.unknownMembers.map(({ key }) => key)).toEqual(['Foo']);
    expect(document.statements[0]?.unknownMembers.map(({ key }) => key)).toEqual(['Bar']);
  });

  it.each([
    ['a list', '[]', []],
    ['a number as statement', '{"Statement":[1]}', ['Statement', 0]],
    ['a number as action', '{"Statement":{"Action":1}}', ['Statement', 'Action']],
    ['a number in a list', '{"Statement":{"Action":["a",1]}}', ['Statement', 'Action', 1]],
    ['a list as principal', '{"Statement":{"Principal":[]}}', ['Statement', 'Principal']],
    ['a list as condition', '{"Statement":{"Condition":[]}}', ['Statement', 'Condition']],
    [
      'an object as condition value',
      '{"Statement":{"Condition":{"Bool":{"k":{}}}}}',
      ['Statement', 'Condition', 'Bool', 'k'],
    ],
    ['a number as version', '{"Version":2012}', ['Version']],
  ])('reports the type of %s', (_name, json, path) => {
    expect(parsePolicy(json).errors).toMatchObject([{ code: 'type', path }]);
  });

  it('marks a statement with a wrong type or an element twice', () => {
    const malformed = (statement: string) => {
      const { document } = parsePolicy(`{"Statement":${statement}}`);
      return document?.statements[0]?.malformed;
    };
    expect(malformed('{"Effect":"Allow","Action":{}}')).toBe(true);
    expect(malformed('{"Effect":"Allow","Effect":"Deny"}')).toBe(true);
    expect(malformed('{"Effect":"Allow"}')).toBe(false);
  });
});

describe('principals', () => {
  it('are listed', () => {
    const listed = listPrincipals(parse(text));
    expect(listed.map(({ key, value, negated }) => [key, value.value, negated])).toEqual([
      ['AWS', 'arn:aws:iam::111111111111:user/David', false],
      ['AWS', '222222222222', false],
      ['Service', 'ec2.amazonaws.com', false],
      ['AWS', '*', true],
    ]);
  });

  it('are rewritten without touching anything else', () => {
    const bound = rewritePrincipals(text, parse(text), (value) =>
      value.endsWith('David') ? 'AIDADAVID' : undefined,
    );
    expect(bound).toBe(text.replace('arn:aws:iam::111111111111:user/David', 'AIDADAVID'));
    const shown = rewritePrincipals(bound, parse(bound), (value) =>
      value === 'AIDADAVID' ? 'arn:aws:iam::111111111111:user/David' : undefined,
    );
    expect(shown).toBe(text);
  });

  it('are rewritten in the order of the text, with escapes', () => {
    const two =
      '{"Statement":{"NotPrincipal":{"AWS":"\\u0061"},"Principal":{"AWS":["b","c"]},"x":"a"}}';
    expect(rewritePrincipals(two, parse(two), (value) => `"${value}"`)).toBe(
      '{"Statement":{"NotPrincipal":{"AWS":"\\"a\\""},"Principal":{"AWS":["\\"b\\"","\\"c\\""]},"x":"a"}}',
    );
  });
});

describe('contextKeys', () => {
  it('are those of conditions and variables, each once', () => {
    expect(contextKeys(parse(text))).toEqual([
      'aws:TagKeys',
      'AWS:username',
      'aws:PrincipalTag/cost center',
    ]);
  });

  it('version 2008-10-17 has no variables', () => {
    const old = text.replace('2012-10-17', '2008-10-17');
    expect(contextKeys(parse(old))).toEqual(['aws:TagKeys', 'AWS:username']);
  });
});

describe('policySize', () => {
  it('leaves white space out', () => {
    expect(policySize('{ "a" :\n\t"b c" }')).toBe(10);
  });
});
