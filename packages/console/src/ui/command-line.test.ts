import { expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const endpoint = 'http://127.0.0.1:4566';

test('a command has its options, quoted where a shell needs it', () => {
  const options = { '--user-name': 'David', '--path': '/team a/', '--no-paginate': true } as const;
  expect(commandLine('iam create-user', options, endpoint)).toBe(
    `aws --endpoint-url ${endpoint} iam create-user --user-name David --path '/team a/' --no-paginate`,
  );
});

test('nothing that was not given, and nothing that leaves its quotes', () => {
  const options = { '--a': undefined, '--b': '', '--c': [], '--d': `it's $(rm -rf /)` };
  expect(commandLine('x', options, endpoint)).toBe(
    `aws --endpoint-url ${endpoint} x --d 'it'\\''s $(rm -rf /)'`,
  );
  expect(commandLine('x', { '--tags': ['Key=a,Value=b c', 'Key=d'] }, endpoint)).toBe(
    `aws --endpoint-url ${endpoint} x --tags 'Key=a,Value=b c' Key=d`,
  );
});
