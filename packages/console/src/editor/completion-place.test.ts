import { expect, test } from 'vitest';
import { placeAt, servicesIn } from './completion-place.ts';

/** `|` is the cursor. */
function kindAt(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  return placeAt(marked.replace('|', ''), offset)?.kind;
}

const statement = (inside: string): string => `{"Statement": [{"Effect": "Allow", ${inside}}]}`;

test.each([
  ['{"Ver|', 'document-element'],
  ['{"Version": "20|"}', 'version'],
  ['{"Statement": [{"Eff|"}]}', 'statement-element'],
  ['{"Statement": {"Eff|"}}', 'statement-element'],
  ['{"Statement": [{"Effect": "A|"}]}', 'effect'],
  [statement('"Action": "s3:G|"'), 'action'],
  [statement('"Action": ["s3:GetObject", "s3:P|"'), 'action'],
  [statement('"NotAction": ["|"]'), 'action'],
  [statement('"Action": ["s3:*"], "Resource": ["arn|"]'), 'resource'],
  [statement('"Principal": {"A|"}'), 'principal-kind'],
  [statement('"Principal": {"AWS": "a|"}'), undefined],
  [statement('"Condition": {"String|"}'), 'operator'],
  [statement('"Condition": {"StringEquals": {"aws:|"}}'), 'condition-key'],
  [statement('"Condition": {"StringEquals": {"aws:username": "x|"}}'), undefined],
  [statement('"Sid": "x|"'), undefined],
  [statement('"Action": |"s3:*"'), undefined],
  ['{"Statement": [{"Sid": "a \\" {[", "Action": "s3:|"}]}', 'action'],
  [statement('"constructor": "|"'), undefined],
  ['|', undefined],
])('%s', (marked, kind) => {
  expect(kindAt(marked)).toBe(kind);
});

test('what stands in the quotes before the cursor', () => {
  expect(placeAt('{"Version": "20', 15)).toEqual({ kind: 'version', from: 13, written: '20' });
});

test('services that a text names', () => {
  expect(servicesIn('["s3:Get*", "iam:PassRole", "s3:*", "arn:aws:s3:::b"]')).toEqual([
    's3',
    'iam',
    'arn',
  ]);
});
