/** Terraform with the AWS provider of a local mirror: apply, plan again, destroy. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isInstalled, withRealServer } from './real-server.ts';

const mirror = process.env['HALLPASS_TERRAFORM_MIRROR'] ?? '/opt/tf-plugins';
const provider = join(mirror, 'registry.terraform.io/hashicorp/aws');
const missing = !isInstalled('terraform', 'version')
  ? 'terraform is not installed'
  : existsSync(provider)
    ? undefined
    : `there is no AWS provider in ${mirror} (HALLPASS_TERRAFORM_MIRROR)`;
const server = withRealServer(missing);

const policy = (...statements: string[]): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [${statements.join(', ')}] })`;

const main = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region            = "us-east-1"
  s3_use_path_style = true
}
resource "aws_iam_user" "user" {
  name = "by-terraform"
  tags = { team = "blue" }
}
resource "aws_iam_access_key" "key" {
  user = aws_iam_user.user.name
}
resource "aws_iam_group" "group" {
  name = "by-terraform"
}
resource "aws_iam_user_group_membership" "membership" {
  user   = aws_iam_user.user.name
  groups = [aws_iam_group.group.name]
}
resource "aws_iam_policy" "policy" {
  name        = "by-terraform"
  description = "read"
  policy      = ${policy('{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }')}
}
resource "aws_iam_role" "role" {
  name                 = "by-terraform"
  max_session_duration = 7200
  assume_role_policy   = ${policy(
    '{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.user.arn } }',
  )}
}
resource "aws_iam_role_policy_attachment" "attachment" {
  role       = aws_iam_role.role.name
  policy_arn = aws_iam_policy.policy.arn
}
resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.role.name
  name   = "inline"
  policy = ${policy('{ Effect = "Allow", Action = "s3:ListBucket", Resource = "*" }')}
}
resource "aws_s3_bucket" "bucket" {
  bucket        = "by-terraform"
  force_destroy = true
  tags          = { team = "blue" }
}
resource "aws_s3_bucket_public_access_block" "block" {
  bucket                  = aws_s3_bucket.bucket.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_policy" "policy" {
  bucket = aws_s3_bucket.bucket.id
  policy = ${policy(
    '{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.bucket.arn}/*", ' +
      'Principal = { AWS = aws_iam_role.role.arn } }',
  )}
}
resource "aws_s3_object" "object" {
  bucket  = aws_s3_bucket.bucket.id
  key     = "a/b.txt"
  content = "by terraform"
}
`;

it('makes everything, finds nothing to change, takes everything away', async () => {
  const { folder, run } = server();
  writeFileSync(join(folder, 'main.tf'), main);
  const settings = join(folder, 'terraform.rc');
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
  );
  const environment = {
    TF_CLI_CONFIG_FILE: settings,
    CHECKPOINT_DISABLE: '1',
    AWS_PROFILE: 'production-admin',
  };
  const terraform = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(['terraform', ...args, '-no-color'], environment);
    expect([args[0], code, stderr]).toEqual([args[0], 0, '']);
    return stdout;
  };
  await terraform('init');
  expect(await terraform('apply', '-auto-approve')).toContain('12 added, 0 changed, 0 destroyed');
  expect(await terraform('plan', '-detailed-exitcode')).toContain('No changes.');
  expect(await terraform('destroy', '-auto-approve')).toContain('12 destroyed');
}, 120_000);
