import { actions } from '../../../platform/read/actions.ts';
import { reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { member } from '../member/member.read.ts';
import { OrganizationEntity } from './organization.entity.ts';
import { organizationMachine } from './organization.machine.ts';
import {
  OrganizationKindEnum,
  OrganizationStatusEnum,
  OrganizationType,
} from './organization.type.ts';

const organizationActions = actions(organizationMachine, OrganizationEntity, {
  own: (d, v) => sql`${d.id} = ${v.tenantId}`,
});

/** All viewers see sellers and the marketplace; a partner is visible to itself and to the other sides. */
export const organization = reads(OrganizationType, OrganizationEntity, {
  id: 'org',
  fields: { viewerActions: organizationActions },
  relations: {
    members: relation.page(
      () => member,
      'orgId',
      'Members of the organization; visible to its members and to operators only.',
    ),
  },
  filters: {
    search: {
      ...filter.search('name', 'Text that the name or the code must contain.'),
      where: (d, { arg }) =>
        sql`(lower(${d.name}) like ${arg('pattern')} or lower(${d.code}) like ${arg('pattern')})`,
    },
    kind: filter.anyOf('kind', OrganizationKindEnum, 'Kinds to include.'),
    status: filter.anyOf('status', OrganizationStatusEnum, 'States to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'], NAME: ['name', 'id'] },
  searchable: { title: 'name', code: 'code', sides: ['partner', 'operator'] },
  keys: { code: 'Short code of the organization.' },
  roots: {
    organization: { one: 'One organization.' },
    organizations: { page: "Organizations in the viewer's scope." },
  },
});
