import { expect, test } from 'vitest';
import { corsExample, readCors, writeCors } from './cors-json.ts';

test('what is written is read again', () => {
  const reading = readCors(corsExample);
  if ('fault' in reading) throw new Error(reading.fault);
  expect(writeCors(reading.rules)).toBe(corsExample);
});

test('a rule shows all its lists, and of the rest what it has', () => {
  const text = writeCors([{ ID: 'one', AllowedMethods: ['GET'], AllowedOrigins: ['*'] }]);
  expect(JSON.parse(text)).toEqual([
    {
      ID: 'one',
      AllowedHeaders: [],
      AllowedMethods: ['GET'],
      AllowedOrigins: ['*'],
      ExposeHeaders: [],
    },
  ]);
});

test.each([
  ['[', 'no JSON'],
  ['{}', 'are a list'],
  ['[1]', 'Rule 1 is no object'],
  ['[{"AllowedMethods":["GET"]}]', 'needs AllowedOrigins'],
  ['[{"AllowedMethods":[],"AllowedOrigins":["*"]}]', 'something in AllowedMethods'],
  ['[{"AllowedMethods":["PATCH"],"AllowedOrigins":["*"]}]', 'the method PATCH'],
  ['[{"AllowedMethods":["GET"],"AllowedOrigins":"*"}]', 'AllowedOrigins as a list'],
  ['[{"AllowedMethods":["GET"],"AllowedOrigins":["*"],"Allow":1}]', 'has Allow'],
  ['[{"AllowedMethods":["GET"],"AllowedOrigins":["*"],"MaxAgeSeconds":"1"}]', 'MaxAgeSeconds'],
])('%s is refused', (text, fault) => {
  expect(readCors(text)).toEqual({ fault: expect.stringContaining(fault) });
});
