import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, instant, version, word } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';
import type { Role } from '../../../platform/viewer.ts';
import { MEMBER_ROLES, MembershipEntity } from '../member/membership.entity.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import { SessionEntity } from '../session/session.entity.ts';

/** Roles a key can act in; the last two only when an operator issues it. */
export const KEY_ROLES = [
  ...MEMBER_ROLES,
  'service',
  'reporting',
] as const satisfies readonly Role[];
export type KeyRole = (typeof KEY_ROLES)[number];

/** A secret with which a program acts for an organization, within its scopes, until it ends. */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    ...base(),
    orgId: () => p.manyToOne(OrganizationEntity).mapToPk().joinColumn('org_id'),
    name: p.text(),
    /** Eight hexadecimal digits, the part of the key that may be shown: `pg_live_<prefix>_…`. */
    prefix: p.text(),
    secretHash: p.text(),
    role: word(KEY_ROLES),
    scopes: p.array().columnType('text[]'),
    expiresAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
    revokedAt: instant().nullable(),
    /** Who made it; null for a key made on the command line or with another key. */
    createdBy: () => p.manyToOne(MembershipEntity).mapToPk().joinColumn('created_by').nullable(),
    /** Key that made it: it ends no later than that one, and is revoked with it. Null for a key that a person made. */
    parentId: () =>
      p.manyToOne(ApiKeyEntity).mapToPk().joinColumn('parent_id').deleteRule('cascade').nullable(),
    /** Of a key of the API explorer: the session it was made in, with which it goes. */
    sessionId: () =>
      p
        .manyToOne(SessionEntity)
        .mapToPk()
        .joinColumn('session_id')
        .deleteRule('cascade')
        .nullable(),
    version: version(),
  },
  uniques: [
    { name: 'api_key_prefix', properties: ['prefix'] },
    { name: 'api_key_of_session', properties: ['sessionId'] },
  ],
  checks: [
    {
      name: 'api_key_scopes',
      expression: `scopes <@ array['read', 'write', 'schema:read']::text[]`,
    },
  ],
  indexes: [
    { name: 'api_key_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'api_key_of_parent', properties: ['parentId'] },
  ],
  ...tenantTable(['org_id']),
});
export type ApiKey = InferEntity<typeof ApiKeyEntity>;
