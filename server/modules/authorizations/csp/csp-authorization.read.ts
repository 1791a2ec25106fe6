import { ID } from 'type-graphql';
import { globalId } from '../../../platform/ids.ts';
import { actions } from '../../../platform/read/actions.ts';
import { type Filter, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { customer } from '../../customers/index.ts';
import {
  AUTHORIZATION_SEARCHABLE,
  commonFilters,
  commonRelations,
  inForce,
  levelOf,
  rateFields,
} from '../authorization-fields.read.ts';
import { authorizationVersion } from '../authorization-version.read.ts';
import { CspAuthorizationEntity } from './csp-authorization.entity.ts';
import { cspAuthorizationMachine } from './csp-authorization.machine.ts';
import { CspAuthorizationStatusEnum, CspAuthorizationType } from './csp-authorization.type.ts';

const cspAuthorizationActions = actions(cspAuthorizationMachine, CspAuthorizationEntity);

type Slot = 'productId' | 'partnerId' | 'customerId';

/** Whether no authorization in force is more specific for the customer and the viewer's organization (domain §4.3). */
const decides = (d: Columns<Slot>, customerId: Sql, v: typeof sql.viewer): Sql => {
  const x = Columns.in<Slot | 'status' | 'validFrom' | 'validUntil'>('x');
  return sql`not exists (select 1 from csp_authorization x where ${x.productId} = ${d.productId} and ${inForce(x)}
    and (${x.partnerId} is null or ${x.partnerId} = coalesce(${d.partnerId}, ${v.tenantId}))
    and (${x.customerId} is null or ${x.customerId} = ${customerId})
    and (${x.customerId} is not null, ${x.partnerId} is not null) > (${d.customerId} is not null, ${d.partnerId} is not null))`;
};

const decidesFor: Filter<Slot | 'status' | 'validFrom' | 'validUntil'> = {
  type: () => ID,
  description:
    "Customer whose price the authorization decides now: it is in force, and the most specific of its product for the viewer's organization.",
  params: (value) => ({ id: globalId.decode(customer.spec.id, String(value)) }),
  where: (d, { arg, v }) => {
    const customerId = sql`${arg('id')}::uuid`;
    return sql`${inForce(d)} and (${d.customerId} is null or ${d.customerId} = ${customerId}) and ${decides(d, customerId, v)}`;
  },
};

export const cspAuthorization = reads(CspAuthorizationType, CspAuthorizationEntity, {
  id: 'csa',
  fields: {
    viewerActions: cspAuthorizationActions,
    level: levelOf,
    ...rateFields('floorPayRate', 'shareRatio', 'maxShareRatio'),
  },
  relations: {
    ...commonRelations,
    versions: relation.page(
      () => authorizationVersion,
      'cspAuthorizationId',
      'Versions of the terms, those in force first (历史版本).',
    ),
  },
  filters: {
    ...commonFilters,
    decidesFor,
    status: filter.anyOf('status', CspAuthorizationStatusEnum, 'States to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'], ENDING: ['validUntil', 'id'] },
  searchable: AUTHORIZATION_SEARCHABLE,
  roots: {
    cspAuthorization: { one: 'One CSP authorization.' },
    cspAuthorizations: { page: "CSP authorizations in the viewer's scope." },
  },
});
