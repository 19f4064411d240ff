/**
 * The service models that wire is tested with. The server states its own; these are the same facts,
 * kept here because wire knows no service.
 */
import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import type { ServiceModel } from '../../src/index.ts';

type Exports = Readonly<Record<string, unknown>>;

/** Runtime schemas of one kind among a client's exports: 9 operations, -3 errors. */
export function schemasOf(client: Exports, id: number): readonly unknown[] {
  return Object.values(client).filter((value) => Array.isArray(value) && value[0] === id);
}

export const clientModules: Readonly<Record<string, Exports>> = {
  iam,
  sts,
  organizations,
  s3,
  'access-analyzer': accessAnalyzer,
};

export const models: readonly ServiceModel[] = [
  {
    name: 'iam',
    protocol: 'awsQuery',
    apiVersion: '2010-05-08',
    signingName: 'iam',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operationSchemas: schemasOf(iam, 9),
  },
  {
    name: 'sts',
    protocol: 'awsQuery',
    apiVersion: '2011-06-15',
    signingName: 'sts',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operationSchemas: schemasOf(sts, 9),
  },
  {
    name: 'organizations',
    protocol: 'awsJson1_1',
    apiVersion: '2016-11-28',
    signingName: 'organizations',
    targetPrefix: 'AWSOrganizationsV20161128',
    operationSchemas: schemasOf(organizations, 9),
  },
  {
    name: 's3',
    protocol: 'restXml',
    apiVersion: '2006-03-01',
    signingName: 's3',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    addressing: 's3',
    operationSchemas: schemasOf(s3, 9),
  },
  {
    name: 'access-analyzer',
    protocol: 'restJson',
    apiVersion: '2019-11-01',
    signingName: 'access-analyzer',
    operationSchemas: schemasOf(accessAnalyzer, 9),
  },
];
