import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import type { Role } from '../../../platform/viewer.ts';
import { MEMBER_ROLES, MembershipEntity } from '../member/membership.entity.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import { SessionEntity } from '../session/session.entity.ts';

/** Roles in which a key can act; the last two only if an operator issues it. */
export const KEY_ROLES = [
  ...MEMBER_ROLES,
  'service',
  'reporting',
] as const satisfies readonly Role[];
export type KeyRole = (typeof KEY_ROLES)[number];

/** Secret with which a program acts for an organization, within its scopes, until it expires. */
export const ApiKeyEntity = aggregate({
  name: 'ApiKey',
  parties: {
    partner: { column: 'orgId', roles: ['csp.owner', 'csp.developer', 'csp.auditor'] },
    seller: { column: 'orgId', roles: ['seller.manager'] },
    operator: { also: ALL, roles: ['operator'] },
  },
  properties: {
    ...p.record(),
    orgId: () => p.ref(OrganizationEntity),
    name: p.text(),
    /** Eight hexadecimal digits that may be shown: `pg_live_<prefix>_…`. */
    prefix: p.text(),
    secretHash: p.text(),
    role: p.word(KEY_ROLES),
    scopes: p.array().columnType('text[]'),
    expiresAt: p.instant().nullable(),
    lastUsedAt: p.instant().nullable(),
    revokedAt: p.instant().nullable(),
    /** Member who created the key; null for a key created on the command line or with another key. */
    createdBy: () => p.ref(MembershipEntity).nullable(),
    /**
     * Key with which this one was created: this one ends no later and is revoked with it. Null for a key that
     * a member created.
     */
    parentId: () => p.ref(ApiKeyEntity).deleteRule('cascade').nullable(),
    /** First of the keys that this one replaces: idempotency keys of that one count for this one, too. */
    originId: () => p.ref(ApiKeyEntity).deleteRule('set null').nullable(),
    /** Session of a key of the API explorer; the key ends with it. */
    sessionId: () => p.ref(SessionEntity).deleteRule('cascade').nullable(),
    version: p.version(),
  },
  uniques: [
    { name: 'api_key_prefix', properties: ['prefix'] },
    { name: 'api_key_of_session', properties: ['sessionId'] },
  ],
  checks: [
    {
      name: 'api_key_scopes',
      expression: `scopes <@ array['read', 'write', 'schema:read', 'orders:write']::text[]`,
    },
  ],
  indexes: [
    { name: 'api_key_newest', properties: ['createdAt', 'id'] },
    { name: 'api_key_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'api_key_changed', properties: ['updatedAt', 'id'] },
    { name: 'api_key_changed_of_org', properties: ['orgId', 'updatedAt', 'id'] },
    { name: 'api_key_of_parent', properties: ['parentId'] },
    { name: 'api_key_of_origin', properties: ['originId'] },
  ],
});
export type ApiKey = InferEntity<typeof ApiKeyEntity>;
