import { expect, it } from 'vitest';
import { jsonLine, readableLine } from './log.ts';

const fields = { resource: 'a\nb\u001b[2J\u009b', count: 3, missing: undefined };

it('prints one line of JSON, whatever the values hold', () => {
  const line = jsonLine('info', fields, 'denied');
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    level: 'info',
    message: 'denied',
    resource: fields.resource,
    count: 3,
  });
});

it('prints nothing to a terminal that could steer it', () => {
  const line = readableLine('info', { ...fields, caller: 'arn:aws:iam::1:user/D' }, 'denied');
  expect(line).toMatch(
    / info denied resource="a\\nb\\u001b\[2J\\u009b" count=3 caller=arn:aws:iam::1:user\/D\n$/,
  );
  expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

it('prints the stack of an error and nothing it carries', () => {
  const error = Object.assign(new Error('broken'), { secret: 'hidden' });
  const line = jsonLine('error', { error }, 'a request failed');
  expect(line).toContain('Error: broken');
  expect(line).not.toContain('hidden');
});
