import { reads } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { SavedViewEntity } from './saved-view.entity.ts';
import { SavedViewType } from './saved-view.type.ts';

/** Roles with saved views: everyone who works in the portal. */
export const VIEW_ROLES: readonly Role[] = [...Role.of('partner', 'seller'), 'operator'];
/** Roles that may share views with the team. */
export const TEAM_ROLES: readonly Role[] = [
  'csp.owner',
  'csp.manager',
  'seller.manager',
  'operator',
];

export const savedView = reads(SavedViewType, SavedViewEntity, {
  id: 'svw',
  fields: {
    isMine: (d, v) => sql`coalesce(${d.ownerId} = ${v.memberId}, false)`,
    isDefault: (d, v) => sql`exists (
      select 1 from saved_view_default f where f.view_id = ${d.id} and f.member_id = ${v.memberId})`,
    isEditable: (d, v, role) =>
      TEAM_ROLES.includes(role)
        ? sql.raw('true')
        : sql`(not ${d.isShared} and ${d.ownerId} = ${v.memberId})`,
    parameters: (d) => sql`(
      select coalesce(json_agg(json_build_object('name', p.key, 'value', p.value) order by p.key), '[]')
      from jsonb_each_text(${d.state}) p)`,
  },
  filters: {
    list: filter.values('list', () => [String], 'Lists to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  direction: 'ASC',
  roots: {
    savedView: { one: 'One saved view.' },
    savedViews: { page: 'Saved views of the viewer and of the team, oldest first.' },
  },
});
