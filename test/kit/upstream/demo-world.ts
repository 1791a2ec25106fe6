import {
  type BillDetail,
  billDetail,
  type CustomerOrder,
  customerOrder,
  partner,
  type Row,
  type SubCustomer,
  seller,
  subCustomer,
  sumOf,
  type UpstreamPartner,
  type UpstreamWorld,
  wireTime,
} from './world.ts';

/** A customer that the demo knows under its account. */
export interface DemoCustomer {
  readonly partnerCode: string;
  readonly upstreamId: string | null;
  readonly account: string;
  readonly name: string;
  readonly phone: string | null;
  readonly mail: string | null;
  readonly level: string | null;
  readonly type: 'ADVISORY' | 'AGENCY' | null;
  /** Instant of the binding; null for a customer that accepted provisionally. */
  readonly boundAt: string | null;
  readonly isFrozen: boolean;
}

export interface DemoFacts {
  readonly now: Date;
  readonly customers: readonly DemoCustomer[];
  /** Specifications that upstream orders can name. */
  readonly specifications: readonly { readonly skuCode: string; readonly listPrice: string }[];
}

/** Codes of the partners and of the seller whose accounts the demo connects. */
export const CONNECTED = { partners: ['HUAXIN', 'ORIENT', 'PACIFIC'], seller: 'YUNFAN' } as const;

/** Begins the ids of customers that only the upstream knows at first. */
export const NEW_PREFIX = 'new-';

const DAY = 86_400_000;
/** Enough customers of one partner for a run of several pages, whose progress a person sees. */
const NEW_CUSTOMERS: Readonly<Record<string, number>> = { HUAXIN: 4, ORIENT: 900, PACIFIC: 3 };
const ORDERS = 6;

export const keysOf = (code: string): readonly [id: string, secret: string] => [
  `DEMO${code}ACCESSKEY`,
  `demo-secret-of-${code.toLowerCase()}`,
];

/** An upstream that agrees with the demo in most things, knows more, and differs in a few. */
export function demoWorld(facts: DemoFacts): UpstreamWorld {
  return {
    partners: CONNECTED.partners.map((code) => partnerOf(code, facts)),
    sellers: [seller(...keysOf(CONNECTED.seller))],
  };
}

function partnerOf(code: string, facts: DemoFacts): UpstreamPartner {
  const known = facts.customers
    .filter(({ partnerCode }) => partnerCode === code)
    .map((customer) => knownCustomer(customer, facts));
  differ(known);
  const fresh = Array.from({ length: NEW_CUSTOMERS[code]! }, (_, i) => newCustomer(code, i, facts));
  const customers = [...known, ...fresh];
  const orders = Array.from({ length: ORDERS }, (_, i) => orderOf(code, i, customers, facts));
  return partner(...keysOf(code), { customers, orders, billDetails: orders.map(chargeOf) });
}

function knownCustomer(customer: DemoCustomer, { now }: DemoFacts): SubCustomer {
  return subCustomer(customer.upstreamId ?? `up-${customer.account}`, {
    account_name: customer.account,
    customer: customer.name,
    associated_on: wireTime(
      customer.boundAt ? new Date(customer.boundAt) : new Date(now.getTime() - DAY),
    ),
    association_type: customer.type === 'AGENCY' ? '2' : '1',
    telephone: customer.phone ?? '',
    email: customer.mail ?? '',
    customer_level: customer.level ?? '',
    is_frozen: customer.isFrozen ? 1 : 0,
  });
}

/** A type and a label that differ, a customer that is gone upstream, and a row that cannot be read. */
function differ(customers: SubCustomer[]): void {
  const [first, second] = customers;
  if (!first || !second) return;
  first.association_type = first.association_type === '1' ? '2' : '1';
  first.label = '上游重点客户';
  (second as Row).associated_on = '2027-13-01';
  customers.splice(2, 1);
}

function newCustomer(code: string, i: number, { now }: DemoFacts): SubCustomer {
  const number = String(i + 1).padStart(4, '0');
  return subCustomer(`${NEW_PREFIX}${code.toLowerCase()}-${number}`, {
    account_name: `${code.toLowerCase()}_new_${number}`,
    customer: `上游新客户 ${code} ${number}`,
    associated_on: wireTime(new Date(now.getTime() - ((i % 60) + 1) * DAY)),
    email: `it@${code.toLowerCase()}-${number}.example`,
  });
}

/** A recent order; the last one names a specification that nobody lists. */
function orderOf(code: string, i: number, customers: readonly Row[], facts: DemoFacts) {
  const { specifications, now } = facts;
  const at = new Date(now.getTime() - (i + 1) * (DAY / 4));
  const specification = specifications[(i * 7) % Math.max(specifications.length, 1)];
  const { skuCode, listPrice } =
    i === ORDERS - 1 || !specification
      ? { skuCode: 'UNKNOWN-SKU', listPrice: '100.00' }
      : specification;
  const stamp = wireTime(now).replace(/\D/g, '').slice(2, 8);
  return customerOrder({
    orderId: `CS${stamp}${code.charCodeAt(0)}${String(i + 1).padStart(6, '0')}`,
    customerId: String(customers[3 + i]!.customer_id),
    at,
    lines: [{ skuCode, listPrice, price: listPrice }],
  });
}

/** The charge of an order; that of the first order is smaller than the order says. */
function chargeOf(order: CustomerOrder, i: number): BillDetail {
  const price = String(order.amount_after_discount);
  return billDetail(`b-${order.order_id}`, {
    customerId: order.customer_id,
    tradeId: order.order_id,
    at: new Date(order.create_time),
    price: i === 0 ? sumOf([price, '-100.00']) : price,
    // One order of each partner is on credit and not repaid.
    ...(i === 2 && { cash: '0.00', more: { coupon_amount: '0.00', credit_amount: price } }),
  });
}
