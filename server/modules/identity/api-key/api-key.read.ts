import { NOW } from '../../../platform/db/tenancy.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { member } from '../member/member.read.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { ApiKeyType } from './api-key.type.ts';

export const apiKey: Reads<typeof ApiKeyEntity> = reads(ApiKeyType, ApiKeyEntity, {
  id: 'key',
  fields: {
    role: computed.role('role'),
    isExplorer: (d) => sql`${d.sessionId} is not null`,
    scopes: (d) =>
      sql`(select array_agg(upper(replace(s, ':', '_')) order by s) from unnest(${d.scopes}) s)`,
  },
  relations: {
    createdBy: relation.one(
      () => member,
      'createdBy',
      'Member who created the key; null for a key created on the command line or with another key.',
    ),
    origin: relation.one(
      () => apiKey,
      'originId',
      'First of the keys that this one replaces; null for a key that replaces none.',
    ),
    parent: relation.one(
      () => apiKey,
      'parentId',
      'Key with which this one was created: this one ends no later and is revoked with it. Null for a key that a member created.',
    ),
  },
  filters: {
    isActive: filter.holds(
      (d) =>
        sql`${d.revokedAt} is null and (${d.expiresAt} is null or ${d.expiresAt} > ${sql.raw(NOW)})`,
      'Whether the key is valid now.',
    ),
    isExplorer: filter.holds(
      (d) => sql`${d.sessionId} is not null`,
      'Whether the API explorer created the key for a session of a member.',
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    apiKey: { one: 'One API key.' },
    apiKeys: { page: "API keys of the viewer's organization." },
  },
});
