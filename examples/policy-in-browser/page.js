/** Decides in the page, on every key stroke; nothing is sent anywhere. */
import { checkPolicy, compilePolicies, evaluate, explain } from '@hallpass/policy';

const example = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports/\${aws:username}/*",
    "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }
  }
}`;

function answer(values) {
  const value = (name) => String(values.get(name) ?? '');
  const { document, fault } = checkPolicy(value('policy'), 'identity');
  if (document === undefined || fault !== undefined) return fault?.message ?? 'no policy';
  const keys = new Map(
    value('keys')
      .split('\n')
      .map((line) => [
        line.slice(0, line.indexOf('=')).trim().toLowerCase(),
        line.slice(line.indexOf('=') + 1),
      ]),
  );
  const accountId = '111111111111';
  const request = {
    principal: {
      kind: 'user',
      partition: 'aws',
      accountId,
      arn: `arn:aws:iam::${accountId}:user/David`,
      id: 'AIDAEXAMPLE',
    },
    action: value('action'),
    resource: value('resource'),
    resourceAccountId: accountId,
    context: { get: (key) => keys.get(key) },
  };
  const identity = compilePolicies([
    { document, origin: { type: 'identity', name: 'your policy' } },
  ]);
  return explain(request, evaluate(request, { identity }, { trace: true }));
}

const form = document.querySelector('form');
const output = document.querySelector('pre');

function show() {
  output.textContent = answer(new FormData(form));
}

document.querySelector('textarea').value = example;
form.addEventListener('input', show);
show();
