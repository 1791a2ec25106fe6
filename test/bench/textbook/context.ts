import type { SqlEntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { CspAuthorizationEntity } from '../../../server/modules/authorizations/index.ts';
import {
  type PartnerBinding,
  PartnerBindingEntity,
} from '../../../server/modules/bindings/index.ts';
import { type Product, ProductEntity } from '../../../server/modules/catalog/index.ts';
import {
  type Customer,
  CustomerEntity,
} from '../../../server/modules/customers/customer/customer.entity.ts';
import { CustomerAccessEntity } from '../../../server/modules/customers/index.ts';
import { ExclusiveDiscountEntity } from '../../../server/modules/discounts/index.ts';
import type { ApiKey } from '../../../server/modules/identity/api-key/api-key.entity.ts';
import {
  type Organization,
  OrganizationEntity,
} from '../../../server/modules/identity/organization/organization.entity.ts';
import { InvoiceEntity } from '../../../server/modules/invoices/index.ts';
import { OrderEntity } from '../../../server/modules/orders/order/order.entity.ts';
import { SettlementBillLineEntity } from '../../../server/modules/settlement/index.ts';

const OPEN = new Set(['PRE_REGISTERED', 'INVITED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING']);

/** The viewer, and the resolvers' access to data. */
export interface Context {
  readonly em: SqlEntityManager;
  readonly key: ApiKey;
  readonly load: Loaders;
}

export type Loaders = ReturnType<typeof loaders>;

/** The loaders of one request: each batches by key, within the partner's scope. */
export function loaders(em: SqlEntityManager, partnerId: string) {
  return {
    customer: new DataLoader<string, Customer | null>(async (ids) => {
      const accesses = await em.find(CustomerAccessEntity, {
        customerId: { $in: [...ids] },
        orgId: partnerId,
        until: null,
      });
      const allowed = new Set(accesses.map((access) => access.customerId));
      const rows = await em.find(CustomerEntity, {
        id: { $in: ids.filter((id) => allowed.has(id)) },
      });
      return one(ids, rows, (row) => row.id);
    }),
    product: new DataLoader<string, Product | null>(async (ids) =>
      one(ids, await em.find(ProductEntity, { id: { $in: [...ids] } }), (row) => row.id),
    ),
    organization: new DataLoader<string, Organization | null>(async (ids) =>
      one(ids, await em.find(OrganizationEntity, { id: { $in: [...ids] } }), (row) => row.id),
    ),
    binding: new DataLoader<string, PartnerBinding | null>(async (ids) => {
      const rows = await em.find(PartnerBindingEntity, {
        customerId: { $in: [...ids] },
        partnerId,
      });
      rows.sort(
        (a, b) =>
          Number(OPEN.has(b.status)) - Number(OPEN.has(a.status)) ||
          Number(Boolean(b.boundAt)) - Number(Boolean(a.boundAt)) ||
          b.createdAt.getTime() - a.createdAt.getTime(),
      );
      return one(ids, rows.reverse(), (row) => row.customerId);
    }),
    discounts: new DataLoader(async (ids: readonly string[]) =>
      many(
        ids,
        await em.find(
          ExclusiveDiscountEntity,
          { customerId: { $in: [...ids] }, partnerId },
          { orderBy: { createdAt: 'desc', id: 'desc' } },
        ),
        (row) => row.customerId,
      ),
    ),
    authorizations: new DataLoader(async (ids: readonly string[]) =>
      many(
        ids,
        await em.find(
          CspAuthorizationEntity,
          { productId: { $in: [...ids] }, $or: [{ partnerId }, { partnerId: null }] },
          { orderBy: { createdAt: 'desc', id: 'desc' } },
        ),
        (row) => row.productId,
      ),
    ),
    orders: new DataLoader(async (ids: readonly string[]) =>
      many(
        ids,
        await em.find(
          OrderEntity,
          { customerId: { $in: [...ids] }, partnerId },
          { orderBy: { placedAt: 'desc', id: 'desc' } },
        ),
        (row) => row.customerId,
      ),
    ),
    invoice: new DataLoader(async (ids: readonly string[]) =>
      one(ids, await em.find(InvoiceEntity, { billId: { $in: [...ids] } }), (row) => row.billId),
    ),
    /** The first lines of each bill: whole bills would be thousands of rows. */
    firstLines: new DataLoader(async (ids: readonly string[]) =>
      many(
        ids,
        await em.find(
          SettlementBillLineEntity,
          { billId: { $in: [...ids] }, position: { $lt: 5 } },
          { orderBy: { position: 'asc', id: 'asc' } },
        ),
        (row) => row.billId,
      ),
    ),
  };
}

function one<R>(
  keys: readonly string[],
  rows: readonly R[],
  keyOf: (row: R) => string,
): (R | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

function many<R>(keys: readonly string[], rows: readonly R[], keyOf: (row: R) => string): R[][] {
  const byKey = Map.groupBy(rows, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
}
