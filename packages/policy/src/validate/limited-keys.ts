/**
 * Global condition keys that only some services put into their requests. Page: IAM UG "AWS global
 * condition context keys", the lists under each key, September 2026.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const common = words(`
  acm-pca applicationinsights apprunner athena cloudformation comprehendmedical compute-optimizer
  datasync discovery ebs ecr ecs firehose healthlake iam iotfleetwise iotwireless
  kinesisanalytics kms lambda medical-imaging omics payment-cryptography polly rbin rekognition
  route53 s3 scheduler servicediscovery servicequotas ssm-contacts storagegateway textract
  transcribe transfer
`);

const endpointOwner = [...common, 'dynamodb', 'gamelift', 'shield'];

const endpointOrganization = [
  ...endpointOwner,
  ...words(`
    b2bi cassandra cognito-identity dms ds-data identitystore iottwinmaker network-firewall pricing
    ses sms-voice sqs workmail
  `),
];

const limited: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['aws:sourcevpcarn', new Set(common)],
  ['aws:vpceaccount', new Set(endpointOwner)],
  ['aws:vpceorgid', new Set(endpointOrganization)],
  ['aws:vpceorgpaths', new Set(endpointOwner)],
]);

/** `undefined` for keys that every service knows. The key in lower case. */
export const servicesThatKnow = (key: string): ReadonlySet<string> | undefined => limited.get(key);
