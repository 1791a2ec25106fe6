import { calendar } from '../../../platform/calendar.ts';
import { documentNumbers } from '../../../platform/command/document-numbers.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { mustBeWithin, sellable } from '../../authorizations/index.ts';
import { CustomerAccessEntity, CustomerEntity } from '../../customers/index.ts';
import { searchKey } from '../../partners/index.ts';
import {
  type CustomerAccount,
  customerNamed,
  type NamedCustomer,
} from '../named-customer.write.ts';
import type { CustomerDemand } from './demand.entity.ts';

const numbers = documentNumbers('DM', 'customer_demand_serial');

export interface DemandInput {
  readonly productId: string;
  readonly expectedShareRatio: string;
  readonly requirement: string;
  readonly expectedAmount?: string;
  readonly expectedOrderOn?: string;
}

export interface DemandCustomer {
  readonly customerId?: string;
  readonly customer?: CustomerAccount;
}

/**
 * Returns the customer of a new demand: one bound to the partner (else CUSTOMER_NOT_BOUND), or one named by account
 * and name. A representative names its own customers only.
 */
export async function customerOf(
  tx: Tx,
  { customerId, customer }: DemandCustomer,
): Promise<NamedCustomer> {
  if (customer) {
    if (tx.viewer.role === 'csp.rep') throw refuse('NOT_YOUR_CUSTOMER', 'customer');
    return await customerNamed(tx, customer, 'customer');
  }
  const { name, cloudAccount } = await tx.get(CustomerEntity, customerId!);
  if (!cloudAccount) throw refuse('CUSTOMER_ACCOUNT_UNKNOWN', 'customerId');
  const bound = await tx.rows(sql`
    select 1 from ${sql.table(CustomerAccessEntity)} where customer_id = ${customerId!} and org_id = ${tx.viewer.tenantId}
      and level = 'FULL' and until is null`);
  if (bound.length === 0) throw refuse('CUSTOMER_NOT_BOUND', 'customerId');
  return { customerId: customerId!, customerName: name, cloudAccount };
}

const subjectKey = (row: Pick<CustomerDemand, 'number' | 'customerName' | 'productName'>) =>
  searchKey(row.number, row.customerName, row.productName);

/**
 * Returns the columns that follow from the input. Refuses a product that is not joint-operation or not on sale, a share
 * above its largest (domain §3 item 12), and an order that is expected on a past day (DAY_IN_PAST).
 */
async function factsOf(tx: Tx, input: DemandInput) {
  const goods = await sellable(tx, input.productId, 'JOINT_OPERATION');
  if (hasPassed(tx, input.expectedOrderOn)) throw refuse('DAY_IN_PAST', 'expectedOrderOn');
  mustBeWithin(input.expectedShareRatio, goods.maxShareRatio, 'expectedShareRatio');
  return {
    productId: goods.id,
    sellerId: goods.sellerId,
    productName: goods.name,
    maxShareRatio: goods.maxShareRatio,
    expectedShareRatio: input.expectedShareRatio,
    requirement: input.requirement,
    expectedAmountMinor:
      input.expectedAmount === undefined ? null : money.parse(input.expectedAmount),
    expectedOrderOn: input.expectedOrderOn ? calendar.instantAt(input.expectedOrderOn) : null,
  };
}

/** Returns the columns of a new draft, not written yet. */
export async function newDemand(
  tx: Tx,
  { customerId, customerName, cloudAccount }: NamedCustomer,
  input: DemandInput,
) {
  const facts = await factsOf(tx, input);
  const row = {
    ...facts,
    ...{ customerId, customerName, cloudAccount },
    number: await numbers.next(tx, tx.now),
  };
  return {
    ...row,
    partnerId: tx.viewer.tenantId,
    searchKey: subjectKey(row),
    nudgeCount: 0,
    createdById: tx.viewer.memberId,
  };
}

export async function rewriteDemand(
  tx: Tx,
  row: CustomerDemand,
  input: DemandInput,
): Promise<void> {
  Object.assign(row, await factsOf(tx, input));
  row.searchKey = subjectKey(row);
}

const hasPassed = (tx: Tx, day: string | undefined): boolean =>
  day !== undefined && day < calendar.localDate(tx.now);

/** Returns a demand as the input of a new one, without an expected day that has passed. */
export function inputOfDemand(tx: Tx, row: CustomerDemand): DemandInput {
  const day = row.expectedOrderOn ? calendar.localDate(row.expectedOrderOn) : undefined;
  return {
    productId: row.productId,
    expectedShareRatio: row.expectedShareRatio,
    requirement: row.requirement,
    ...(row.expectedAmountMinor && { expectedAmount: money.format(row.expectedAmountMinor) }),
    ...(day && !hasPassed(tx, day) && { expectedOrderOn: day }),
  };
}
