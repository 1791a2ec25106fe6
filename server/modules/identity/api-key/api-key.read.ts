import { NOW } from '../../../platform/db/tenancy.ts';
import {
  ALL,
  NONE,
  one,
  oneRoot,
  pageRoot,
  type Reads,
  reads,
} from '../../../platform/read/declare.ts';
import { holds } from '../../../platform/read/filters.ts';
import { raw, sql } from '../../../platform/sql/sql.ts';
import { member } from '../member/member.read.ts';
import { ApiKeyEntity } from './api-key.entity.ts';
import { ApiKeyType } from './api-key.type.ts';

export const apiKey: Reads = reads(ApiKeyType, ApiKeyEntity, {
  id: 'key',
  scope: { partner: 'orgId', seller: 'orgId', operator: ALL, customer: NONE, reporting: NONE },
  roles: ['csp.owner', 'csp.developer', 'csp.auditor', 'seller.manager', 'operator'],
  fields: {
    isExplorer: (d) => sql`${d.sessionId!} is not null`,
    scopes: (d) =>
      sql`(select array_agg(upper(replace(s, ':', '_')) order by s) from unnest(${d.scopes!}) s)`,
  },
  relations: {
    createdBy: one(
      () => member,
      'createdBy',
      'Who made it; null for a key made on the command line or with another key.',
    ),
    parent: one(
      () => apiKey,
      'parentId',
      'The key that made it: it ends no later, and is revoked with it; null for a key that no key made.',
    ),
  },
  filters: {
    active: holds(
      (d) =>
        sql`${d.revokedAt!} is null and (${d.expiresAt!} is null or ${d.expiresAt!} > ${raw(NOW)})`,
      'Whether it still works.',
    ),
    explorer: holds(
      (d) => sql`${d.sessionId!} is not null`,
      'Whether the API explorer made it for a session of a member.',
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: {
    apiKey: oneRoot('One API key.'),
    apiKeys: pageRoot("API keys of the viewer's organization."),
  },
});
