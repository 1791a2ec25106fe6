import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { OrderEntity, OrderLineEntity } from '../../orders/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { UpstreamCustomerEntity } from '../customer/upstream-customer.entity.ts';
import { DifferenceEntity } from '../difference/difference.entity.ts';
import { RECONCILIATION_CLASSES } from '../reconciliation/reconcile.ts';
import type { Origin } from './refetch.write.ts';

type Named = Readonly<Record<'id' | 'orgId' | 'system', Sql>>;

/** The first connected account that fulfils a condition, among those that the viewer sees. */
async function connected(tx: Tx, where: (d: Named) => Sql): Promise<Origin['account']> {
  const [account] = await tx.find(
    UpstreamAccountEntity,
    (d) => sql`${d.status} = 'CONNECTED' and (${where(d)})`,
    (d) => sql`${d.system}, ${d.createdAt} desc`,
  );
  if (!account) throw refuse('ACCOUNT_NOT_CONNECTED');
  return account;
}

const known = (key: string | null | undefined): string => {
  if (key == null) throw refuse('NOT_FROM_UPSTREAM', 'id');
  return key;
};

/** An order is read with the account of its partner in BSS, or of a seller of its lines in KooGallery. */
export async function originOfOrder(tx: Tx, id: string): Promise<Origin> {
  const { upstreamOrderId, partnerId } = await tx.get(OrderEntity, id);
  const key = known(upstreamOrderId);
  const account = await connected(
    tx,
    (d) => sql`(${d.system} = 'HUAWEI_BSS' and ${d.orgId} = ${partnerId ?? null}::uuid)
      or (${d.system} = 'KOOGALLERY' and ${d.orgId} in (
        select l.seller_id from ${sql.table(OrderLineEntity)} l where l.order_id = ${id}))`,
  );
  return { account, api: apiOfOrders(account), key };
}

/** A customer is read with an account that has described it, or with that of the viewer's partner. */
export async function originOfCustomer(tx: Tx, id: string): Promise<Origin> {
  const { upstreamId } = await tx.get(CustomerEntity, id);
  const key = known(upstreamId);
  const account = await connected(
    tx,
    (
      d,
    ) => sql`${d.system} = 'HUAWEI_BSS' and (${d.orgId} = ${tx.viewer.tenantId}::uuid or ${d.id} in (
      select c.account_id from ${sql.table(UpstreamCustomerEntity)} c where c.customer_id = ${id}))`,
  );
  return { account, api: 'SUB_CUSTOMERS', key };
}

/** A difference is about an order, which may be missing here, or about a customer. Its account can read it. */
export async function originOfDifference(tx: Tx, id: string): Promise<Origin> {
  const row = await tx.get(DifferenceEntity, id);
  const account = await connected(tx, (d) => sql`${d.id} = ${row.accountId}`);
  const api = apiOfOrders(account);
  if (row.orderId != null) {
    // As the system: an order that is not paid here is no partner's yet.
    const { upstreamOrderId } = await tx.asSystem('upstream', (system) =>
      system.get(OrderEntity, row.orderId!),
    );
    return { account, api, key: known(upstreamOrderId) };
  }
  if ((RECONCILIATION_CLASSES as readonly string[]).includes(row.differenceClass))
    return { account, api, key: row.subjectKey };
  if (row.customerId == null) throw refuse('NOT_FROM_UPSTREAM', 'id');
  const { upstreamId } = await tx.get(CustomerEntity, row.customerId);
  return { account, api: 'SUB_CUSTOMERS', key: known(upstreamId) };
}

const apiOfOrders = ({ system }: Origin['account']): Origin['api'] =>
  system === 'HUAWEI_BSS' ? 'CUSTOMER_ORDERS' : 'ORDER_QUERY';
