import { GraphQLString } from 'graphql';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { globalId } from '../../../platform/ids.ts';
import { Role, type Viewer } from '../../../platform/viewer.ts';
import { ApiKeyEntity, KEY_ROLES } from './api-key.entity.ts';
import { apiKey } from './api-key.read.ts';
import { createApiKey, endApiKey, ISSUERS, issuedBy, revokeApiKey } from './api-key.store.ts';
import { ApiKeyScopeEnum } from './api-key.type.ts';

export const MAY_HOLD = Role.all.filter((role) => issuedBy(role).length > 0);

export const scopeOf = (word: keyof typeof ApiKeyScopeEnum): Viewer['scopes'][number] =>
  word.toLowerCase().replace('_', ':') as Viewer['scopes'][number];

const apiKeyCreate = command({
  name: 'apiKeyCreate',
  description:
    'Creates an API key. Only this response contains the secret; a lost key must be replaced.',
  roles: MAY_HOLD,
  fields: {
    name: field.text('Purpose of the key, as its creator states it.', { max: 80 }),
    role: field.role('Role in which the program acts.'),
    replaces: field.optional(
      field.id(
        () => apiKey,
        'Key in the same role that this one replaces: a repeat of a command that it has run, with its idempotency key, has no second effect. The replaced key works until it expires or is revoked.',
      ),
    ),
    replacedUntil: field.optional(
      field.instant(
        'Time at which the replaced key and the keys created with it expire at the latest; by default they keep their expiry.',
      ),
    ),
    scopes: field.list(field.word(ApiKeyScopeEnum, 'Scopes of the key.'), { min: 1, max: 4 }),
    expiresAt: field.optional(
      field.instant(
        'Time at which the key expires; by default it is valid until it is revoked. A key created with another key ends no later than that one.',
      ),
    ),
  },
  payload: { apiKey: () => apiKey },
  extra: {
    secret: { type: () => GraphQLString, description: 'Complete key, shown once.', once: true },
  },
  idempotent: true,
  freshProof: true,
  openToKeys: true,
  async run(tx, input) {
    const role = KEY_ROLES.find((name) => name === input.role);
    if (!role) throw refuse('ROLE_UNKNOWN', 'role', { role: Role.word(input.role) });
    if (!issuedBy(tx.viewer.role).includes(role))
      throw refuse('ROLE_NOT_ALLOWED', 'role', { roles: ISSUERS.map(Role.word).join(', ') });
    if (input.expiresAt && input.expiresAt <= tx.now) throw refuse('IN_THE_PAST', 'expiresAt');
    const replaced = input.replaces && (await tx.get(ApiKeyEntity, input.replaces));
    if (
      replaced &&
      (replaced.orgId !== tx.viewer.tenantId || replaced.role !== role || replaced.sessionId)
    )
      throw refuse('KEY_OF_ANOTHER_ROLE', 'replaces');
    const { replacedUntil } = input;
    if (replacedUntil && !replaced) throw PublicError.badInput('replacedUntil needs replaces.');
    if (replacedUntil && replacedUntil <= tx.now) throw refuse('IN_THE_PAST', 'replacedUntil');
    // Before the new key is written: a key that replaces itself ends with it.
    if (replaced && replacedUntil) await endApiKey(tx, replaced, replacedUntil);
    const id = tx.newId();
    const secret = await createApiKey(tx, tx.viewer, tx.now, {
      id,
      orgId: tx.viewer.tenantId,
      name: input.name,
      role,
      scopes: input.scopes.map(scopeOf),
      expiresAt: input.expiresAt ?? null,
      originId: replaced ? (replaced.originId ?? replaced.id) : null,
    });
    tx.audit({
      action: 'apiKeyCreate',
      subjectType: 'ApiKey',
      subjectId: id,
      detail: {
        role,
        scopes: input.scopes,
        ...(replaced && { replaces: globalId('key', replaced.id), replacedUntil }),
      },
    });
    return { apiKey: id, secret };
  },
});

const apiKeyRevoke = command({
  name: 'apiKeyRevoke',
  description: 'Revokes an API key and every key created with it; their next requests fail.',
  roles: MAY_HOLD,
  fields: {
    id: field.id(() => apiKey, 'Global id of the key.'),
  },
  payload: { apiKey: () => apiKey },
  idempotent: true,
  async run(tx, { id }) {
    const row = await tx.get(ApiKeyEntity, id);
    if (row.revokedAt) throw refuse('NOT_IN_THIS_STATE', null, { state: 'REVOKED' });
    const keys = await revokeApiKey(tx, row, tx.now);
    tx.audit({ action: 'apiKeyRevoke', subjectType: 'ApiKey', subjectId: id, detail: { keys } });
    return { apiKey: id };
  },
});

export const apiKeyCommands: readonly AnyCommand[] = [apiKeyCreate, apiKeyRevoke];
