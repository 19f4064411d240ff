/**
 * AllowUsersToChangePassword: the account itself permits its users to change their own password and
 * to read the password policy. No policy of the user is needed, but a Deny still wins, and so do
 * the limits of boundary, session and organization. Page: IAM UG "Permit IAM users to change their
 * own passwords".
 */
import { evaluate } from '@hallpass/policy';
import type { AccessItem } from '../../authorize/authorize.ts';
import { decide } from '../../authorize/authorize.ts';
import { compileStored } from '../../authorize/compile.ts';
import type { AccessContext } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';
import { ownAccount } from './credential-owners.ts';

const accountPermission = compileStored([
  {
    text: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'],
          Resource: '*',
        },
      ],
    }),
    origin: { type: 'identity', name: 'account password policy' },
  },
]);

/** The item, unless all that it lacks is an Allow of the user's own policies. */
export async function unlessAccountPermits(
  context: AccessContext,
  item: AccessItem,
): Promise<readonly AccessItem[]> {
  if (signedCaller(context).kind !== 'user') return [item];
  const { passwordPolicy } = await ownAccount(context);
  if (passwordPolicy?.allowUsersToChangePassword !== true) return [item];
  const { decision, request, policies } = await decide(context, item);
  if (decision.effect === 'allow' || decision.explicit) return [item];
  const permitted = evaluate(request, { ...policies, identity: accountPermission });
  return permitted.effect === 'allow' ? [] : [item];
}
