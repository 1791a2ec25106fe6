import { NOW } from '../../../platform/db/tenancy.ts';
import { one, oneRoot, pageRoot, type Reads, reads } from '../../../platform/read/declare.ts';
import { holds } from '../../../platform/read/filters.ts';
import { raw, sql } from '../../../platform/sql/sql.ts';
import { member } from '../member/member.read.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { ApiKeyType } from './api-key.type.ts';

export const apiKey: Reads<typeof ApiKeyEntity> = reads(ApiKeyType, ApiKeyEntity, {
  id: 'key',
  fields: {
    isExplorer: (d) => sql`${d.sessionId} is not null`,
    scopes: (d) =>
      sql`(select array_agg(upper(replace(s, ':', '_')) order by s) from unnest(${d.scopes}) s)`,
  },
  relations: {
    createdBy: one(
      () => member,
      'createdBy',
      'Member who created the key; null for a key created on the command line or with another key.',
    ),
    parent: one(
      () => apiKey,
      'parentId',
      'Key with which this one was created: this one ends no later and is revoked with it. Null for a key that a member created.',
    ),
  },
  filters: {
    active: holds(
      (d) =>
        sql`${d.revokedAt} is null and (${d.expiresAt} is null or ${d.expiresAt} > ${raw(NOW)})`,
      'Whether the key is valid now.',
    ),
    explorer: holds(
      (d) => sql`${d.sessionId} is not null`,
      'Whether the API explorer created the key for a session of a member.',
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    apiKey: oneRoot('One API key.'),
    apiKeys: pageRoot("API keys of the viewer's organization."),
  },
});
