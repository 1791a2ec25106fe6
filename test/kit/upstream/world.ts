/**
 * Data of the simulated upstream: plain objects that a test changes between calls. Rows have the shape of the wire
 * (domain §6.2, §6.4). Amounts are decimal texts in yuan, served as JSON numbers with the same digits; times are
 * texts. A list that is frozen is filtered once for each filter, so that lists of 300,000 rows stay fast.
 */
export interface UpstreamWorld {
  partners: UpstreamPartner[];
  sellers: UpstreamSeller[];
  /** Applications of Message & SMS; absent for none. */
  smsApplications?: SmsApplication[];
}

/** A row as the upstream serves it. Tests may put anything into it. */
export type Row = Record<string, unknown>;

interface Account {
  accessKeyId: string;
  secretAccessKey: string;
  /** The upstream's id of the account. */
  domainId: string;
}

/** Customers, orders and charges of one partner or of one of its sub-distributors. */
export interface Books {
  customers: readonly SubCustomer[];
  orders: readonly CustomerOrder[];
  /** Charges of all months; consuming customers and monthly sums follow from them. */
  billDetails: readonly BillDetail[];
}

/** Account of a partner in BSS. */
export interface UpstreamPartner extends Account, Books {
  indirectPartners: IndirectPartner[];
  incentivePolicies: IncentivePolicy[];
}

/** A sub-distributor with its own customers. */
export interface IndirectPartner extends Books {
  /** The row that ListIndirectPartners serves. */
  info: Row & { indirect_partner_id: string };
}

export interface SubCustomer extends Row {
  customer_id: string;
  account_name: string;
  customer: string;
  associated_on: string;
  association_type: string;
}

export interface CustomerOrder extends Row {
  order_id: string;
  customer_id: string;
  status: number;
  order_type: number;
  create_time: string;
  /** Lines, which only ShowCustomerOrderDetails serves. */
  lines: readonly Row[];
  /** Amounts of an unsubscription, which only ShowRefundOrderDetails serves. */
  refunds?: readonly Row[];
  /** Discounts, which only ListOrderDiscounts serves. */
  discounts?: readonly Row[];
}

export interface BillDetail extends Row {
  bill_cycle: string;
  customer_id: string;
  id: string;
}

export interface IncentivePolicy extends Row {
  /** Month for which the policy holds, as `YYYY-MM`. */
  time: string;
}

/** Account of a seller in KooGallery. */
export interface UpstreamSeller extends Account {
  /** Key with which the seller's notifications are signed. */
  accessKey: string;
  orders: KooOrder[];
  /** Enterprise mail address of each external user id. */
  mails: Record<string, string>;
  agreements: Row[];
}

export interface KooOrder extends Row {
  orderId: string;
  orderType: string;
  orderLine: (Row & { orderLineId: string })[];
}

/** Application of Message & SMS with the messages that it has taken. */
export interface SmsApplication extends Account {
  /** Channel number of its signature. */
  from: string;
  signature: string;
  sent: SentSms[];
}

/** A message that the service has taken. */
export interface SentSms {
  readonly to: string;
  readonly templateId: string;
  readonly values: readonly string[];
}

export const smsApplication = (
  accessKeyId: string,
  secretAccessKey: string,
  { from, signature }: Pick<SmsApplication, 'from' | 'signature'>,
): SmsApplication => ({
  ...{ accessKeyId, secretAccessKey, from, signature },
  domainId: `domain-${accessKeyId}`,
  sent: [],
});

export function partner(
  accessKeyId: string,
  secretAccessKey: string,
  more: Partial<UpstreamPartner> = {},
): UpstreamPartner {
  return {
    accessKeyId,
    secretAccessKey,
    domainId: `domain-${accessKeyId}`,
    customers: [],
    orders: [],
    billDetails: [],
    indirectPartners: [],
    incentivePolicies: [],
    ...more,
  };
}

export function seller(
  accessKeyId: string,
  secretAccessKey: string,
  more: Partial<UpstreamSeller> = {},
): UpstreamSeller {
  return {
    accessKeyId,
    secretAccessKey,
    domainId: `domain-${accessKeyId}`,
    accessKey: `notify-${accessKeyId}`,
    orders: [],
    mails: {},
    agreements: [],
    ...more,
  };
}

/** A customer of an advisory sale with every field of the wire. */
export function subCustomer(id: string, more: Partial<SubCustomer> = {}): SubCustomer {
  return {
    customer_id: id,
    account_name: `account_${id}`,
    customer: `客户 ${id}`,
    associated_on: '2026-01-05T01:00:00Z',
    association_type: '1',
    label: '',
    telephone: '13800000000',
    country_code: '0086',
    email: `${id}@customer.example`,
    verified_status: '2',
    customer_type: 1,
    is_frozen: 0,
    account_managers: [],
    xaccount_id: '',
    xaccount_type: '',
    customer_level: 'V0',
    ...more,
  };
}

export interface OrderFacts {
  readonly orderId: string;
  readonly customerId: string;
  /** Instant of creation; payment follows a minute later, unless another is given. */
  readonly at: Date;
  readonly paidAt?: Date | null;
  readonly lines: readonly {
    readonly skuCode: string;
    /** Decimal yuan. */
    readonly listPrice: string;
    readonly price: string;
    readonly quantity?: number;
  }[];
  /** Decimal yuan paid with coupons. */
  readonly coupons?: string;
  /** 1 new, 2 renewal, 3 change, 4 unsubscription, 13 trial, 14 trial to formal. */
  readonly orderType?: number;
  readonly more?: Partial<CustomerOrder>;
}

/** A paid and completed order; its lines are numbered `<order>-000001` and so on. */
export function customerOrder(facts: OrderFacts): CustomerOrder {
  const { orderId, customerId, at, lines, coupons = '0.00', orderType = 1 } = facts;
  const paidAt = facts.paidAt === undefined ? new Date(at.getTime() + 60_000) : facts.paidAt;
  const price = sumOf(lines.map((line) => line.price));
  const amounts = (coupon: string, cash: string) => ({
    discounts: [],
    flexipurchase_coupon_amount: '0.00',
    coupon_amount: coupon,
    stored_card_amount: '0.00',
    commission_amount: '0.00',
    consumed_amount: cash,
  });
  return {
    order_id: orderId,
    customer_id: customerId,
    service_type_code: 'hws.service.type.marketplace',
    service_type_name: '云商店',
    source_type: 1,
    status: paidAt ? 5 : 6,
    order_type: orderType,
    amount_after_discount: price,
    official_amount: sumOf(lines.map((line) => line.listPrice)),
    measure_id: 1,
    create_time: wireTime(at),
    payment_time: paidAt ? wireTime(paidAt) : null,
    currency: 'CNY',
    amount_info: amounts(coupons, minus(price, coupons)),
    user_name: `user of ${customerId}`,
    lines: lines.map((line, i) => ({
      order_line_item_id: `${orderId}-${String(i + 1).padStart(6, '0')}`,
      service_type_code: 'hws.service.type.marketplace',
      // The code of a marketplace product's specification.
      product_id: line.skuCode,
      product_spec_desc: line.skuCode,
      period_type: 2,
      period_num: 1,
      effective_time: paidAt ? wireTime(paidAt) : null,
      expire_time: null,
      subscription_num: line.quantity ?? 1,
      amount_after_discount: line.price,
      official_amount: line.listPrice,
      amount_info: amounts('0.00', line.price),
      currency: 'CNY',
    })),
    ...facts.more,
  };
}

/** A charge of a new purchase, paid in cash, in the month of its instant. */
export function billDetail(
  id: string,
  facts: {
    readonly customerId: string;
    readonly tradeId: string;
    readonly at: Date;
    readonly listPrice?: string;
    readonly price: string;
    readonly cash?: string;
    readonly more?: Row;
  },
): BillDetail {
  const { customerId, tradeId, at, price, cash = price, listPrice = price } = facts;
  return {
    id,
    bill_cycle: cycleOf(at),
    customer_id: customerId,
    association_type: '1',
    service_type_code: 'hws.service.type.marketplace',
    resource_type_code: 'hws.resource.type.marketplace',
    charging_mode: 1,
    trade_time: wireTime(at),
    trade_id: tradeId,
    bill_detail_type: 1,
    consume_time: wireTime(at),
    official_amount: listPrice,
    official_discount_amount: minus(listPrice, price),
    payment_amount: price,
    cash_amount: cash,
    credit_amount: '0.00',
    coupon_amount: minus(price, cash),
    flexipurchase_coupon_amount: '0.00',
    stored_value_card_amount: '0.00',
    debt_amount: '0.00',
    writeoff_amount: '0.00',
    partner_id: '',
    account_manager_id: '',
    ...facts.more,
  };
}

/** UTC as `yyyy-MM-dd'T'HH:mm:ss'Z'`. */
export const wireTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const SHANGHAI_MS = 8 * 3_600_000;

/** Billing cycle `YYYY-MM` in UTC+8. */
export const cycleOf = (at: Date): string =>
  new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 7);

const SCALE = 8;

/** Value of a decimal text in units of 10⁻⁸. */
function unitsOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE));
  return text.startsWith('-') ? -units : units;
}

function textOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0{1,6}$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${fraction}`;
}

/** Exact sum of decimal texts, with at least two decimals. */
export const sumOf = (texts: readonly unknown[]): string =>
  textOf(texts.reduce<bigint>((sum, text) => sum + unitsOf(String(text ?? '0')), 0n));

const minus = (one: string, other: string): string => textOf(unitsOf(one) - unitsOf(other));
