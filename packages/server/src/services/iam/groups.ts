/** IAM user groups as answers show them. Page: IAM API Reference "Group". */
import type { Group } from '@aws-sdk/client-iam';
import type { GroupRecord } from '../../data/groups.ts';
import { identityArn } from '../../data/identities.ts';
import type { RequestInfo } from '../../operation.ts';
import { ownerOf } from './entities.ts';

export function shownGroup(context: RequestInfo, group: GroupRecord): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: identityArn(ownerOf(context), 'group', group),
    CreateDate: new Date(group.createdAtMs),
  };
}
