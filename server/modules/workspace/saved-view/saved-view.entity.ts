import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';

/** Parameters of a view, as in the list's address: `{ "status": "BOUND~INVITED", "sort": "-CREATED" }`. */
export type ViewState = Readonly<Record<string, string>>;

/** Largest size of a view's state in bytes. */
export const STATE_BYTES = 8_192;

/** The team's views, and the member's. */
const sharedOrOwn = (
  d: { readonly isShared: Sql; readonly ownerId: Sql },
  v: typeof sql.viewer,
): Sql => sql`(${d.isShared} or ${d.ownerId} = ${v.memberId})`;

/** Named view of a list: filters, ordering, columns and density; personal or shared with the team. */
export const SavedViewEntity = aggregate({
  name: 'SavedView',
  parties: {
    partner: { column: 'orgId', narrow: sharedOrOwn },
    rep: ALL,
    seller: { column: 'orgId', narrow: sharedOrOwn },
    operator: { column: 'orgId', narrow: sharedOrOwn, roles: ['operator'] },
  },
  properties: {
    ...p.record(),
    orgId: () => p.ref(OrganizationEntity),
    ownerId: () => p.ref(MembershipEntity),
    list: p.text(),
    name: p.text(),
    isShared: p.boolean(),
    state: p.json<ViewState>(),
    version: p.version(),
  },
  uniques: [{ name: 'saved_view_name', properties: ['ownerId', 'list', 'name'] }],
  checks: [
    {
      name: 'saved_view_state',
      expression: `jsonb_typeof(state) = 'object' and octet_length(state::text) <= ${STATE_BYTES}`,
    },
  ],
  indexes: [
    { name: 'saved_view_of_org', properties: ['orgId', 'createdAt', 'id'] },
    { name: 'saved_view_changed', properties: ['orgId', 'updatedAt', 'id'] },
  ],
});
export type SavedView = InferEntity<typeof SavedViewEntity>;

/** View with which a list opens for one person. */
export const SavedViewDefaultEntity = aggregate({
  name: 'SavedViewDefault',
  parties: { partner: 'orgId', rep: ALL, seller: 'orgId', operator: 'orgId' },
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity),
    list: p.text(),
    viewId: () => p.ref(SavedViewEntity).deleteRule('cascade'),
  },
  uniques: [{ name: 'saved_view_default_of_member', properties: ['memberId', 'list'] }],
  indexes: [{ name: 'saved_view_default_view', properties: ['viewId'] }],
});
