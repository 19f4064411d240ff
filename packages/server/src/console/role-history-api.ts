/** The roles that who signed in has used: shown, named, coloured, pinned, forgotten. */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { findAccount } from '../data/accounts.ts';
import {
  deleteRoleHistoryEntry,
  findRoleHistoryEntry,
  listRoleHistory,
  putRoleHistoryEntry,
  roleHistoryId,
} from '../data/role-history.ts';
import type { ConsoleContext, Place } from './console-context.ts';
import { ConsoleError, jsonResponse, readTexts } from './json-exchange.ts';
import { openSession } from './sign-in-session.ts';
import { roleLabel } from './switch-role.ts';

export async function listRoles(
  { state }: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const { originalCaller } = await openSession(state, request, id);
  const roles = await state.metadata.read(async (tx) => {
    const shown = [];
    for (const entry of await listRoleHistory(tx, originalCaller.userId)) {
      const alias = (await findAccount(tx, entry.accountId))?.alias;
      const more = alias === undefined ? {} : { accountAlias: alias };
      shown.push({ id: roleHistoryId(entry), ...entry, ...more });
    }
    return shown;
  });
  return jsonResponse(200, { roles });
}

/** `displayName`, `color` and `pinned` ("true") replace what there is. */
export async function rememberRole(
  { state }: ConsoleContext,
  request: HttpRequest,
  { id, item }: Place,
): Promise<HttpResponse> {
  const { originalCaller } = await openSession(state, request, id);
  const texts = await readTexts(request);
  const label = roleLabel(texts);
  await state.metadata.transact(async (tx) => {
    const former = await findRoleHistoryEntry(tx, originalCaller.userId, item);
    if (former === undefined) {
      const message = 'This role is not in your history.';
      throw new ConsoleError({ status: 404, code: 'NotFound', message });
    }
    const { accountId, roleName, lastUsedAtMs } = former;
    const pinned = texts['pinned'] === 'true';
    const entry = { accountId, roleName, lastUsedAtMs, pinned, ...label };
    await putRoleHistoryEntry(tx, originalCaller.userId, entry);
  });
  return jsonResponse(200, {});
}

export async function forgetRole(
  { state }: ConsoleContext,
  request: HttpRequest,
  { id, item }: Place,
): Promise<HttpResponse> {
  const { originalCaller } = await openSession(state, request, id);
  await state.metadata.transact(async (tx) => {
    deleteRoleHistoryEntry(tx, originalCaller.userId, item);
  });
  return jsonResponse(200, {});
}
