import { extend } from '../../platform/read/declare.ts';
import { sight, visibleTo } from '../../platform/read/visible.ts';
import { scalar } from '../../platform/schema/scalars.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { Role } from '../../platform/viewer.ts';
import { organization } from '../identity/index.ts';
import { TaxpayerTypeEnum } from '../partners/index.ts';
import { SellerTaxpayerEntity } from './seller-taxpayer.entity.ts';

type Seller = Columns<'id' | 'kind'>;

const readers = sight.of('partner', 'seller', 'operator');

const inForce = (d: Seller, value: string): Sql =>
  sql`(select ${sql.raw(`t.${value}`)} from ${sql.table(SellerTaxpayerEntity)} t where t.seller_id = ${d.id} and t.until is null)`;

/** Whether the viewer sees the types of a seller; a seller sees its own ones. */
const isShown = (d: Seller, ownId: Sql, role: Role): Sql =>
  sql`${d.kind} = 'SELLER'${Role.sideOf(role) === 'seller' ? sql` and ${d.id} = ${ownId}` : sql.raw('')}`;

export const sellerTaxpayerEdge = extend(organization, {
  fields: {
    taxpayerType: {
      type: () => TaxpayerTypeEnum,
      nullable: true,
      description:
        'Taxpayer type of a seller, as operations entered it, by default GENERAL (纳税人类型). Null for other organizations, for other sellers and for customers.',
      source: visibleTo(
        readers,
        (d: Seller, v, role) =>
          sql`case when ${isShown(d, v.tenantId, role)} then coalesce(${inForce(d, 'taxpayer_type')}, 'GENERAL') end`,
      ),
    },
    taxpayerSince: {
      type: () => scalar.dateTime,
      nullable: true,
      description:
        'Time from which the taxpayer type holds; null if it never changed, and where the type is null.',
      source: visibleTo(
        readers,
        (d: Seller, v, role) =>
          sql`case when ${isShown(d, v.tenantId, role)} then ${inForce(d, 'since')} end`,
        'timestamptz',
      ),
    },
  },
});
