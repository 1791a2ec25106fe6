import { BadParameter, failed, ok, type Parameters, pageOf, type Reply } from './reply.ts';
import {
  type BillDetail,
  type Books,
  type CustomerOrder,
  type Row,
  sumOf,
  type UpstreamPartner,
} from './world.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const CYCLE = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const YEAR = { maxMs: 366 * 86_400_000 };
const MAX_LABEL = 64;

/** A business failure, which BSS answers with HTTP 200. */
const notOfPartner = (): Reply =>
  failed('BSS', 200, 'CBC.5002', 'The customer is not associated with this partner.');

/** Books of the partner, or of the sub-distributor that the call names; null if it is not the partner's. */
function booksOf(partner: UpstreamPartner, parameters: Parameters): Books | null {
  const id = parameters.text('indirect_partner_id');
  if (id === null) return partner;
  return partner.indirectPartners.find(({ info }) => info.indirect_partner_id === id) ?? null;
}

const noRights = (): Reply =>
  failed('BSS', 403, 'CBC.99000037', 'No rights on the indirect partner.');

/** Handler over the books that a call is about. */
const overBooks =
  (handle: (books: Books, parameters: Parameters) => Reply) =>
  (partner: UpstreamPartner, parameters: Parameters): Reply => {
    const books = booksOf(partner, parameters);
    return books ? handle(books, parameters) : noRights();
  };

/** Filter that compares one field with one parameter; a parameter that is absent filters nothing. */
type Test<R> = (row: R) => boolean;

function equal(parameters: Parameters, name: string): Test<Row> | null {
  const wanted = parameters.text(name);
  return wanted === null ? null : (row) => String(row[name]) === wanted;
}

function contains(parameters: Parameters, name: string): Test<Row> | null {
  const wanted = parameters.text(name);
  return wanted === null ? null : (row) => String(row[name] ?? '').includes(wanted);
}

/** Rows whose time is in a closed window given by two parameters. */
function within(
  parameters: Parameters,
  field: string,
  [begin, end]: readonly [string, string],
  { pattern = TIME, maxMs = Number.POSITIVE_INFINITY } = {},
): Test<Row> | null {
  const from = parameters.matching(begin, pattern);
  const to = parameters.matching(end, pattern);
  if (from === null && to === null) return null;
  if (from && to && Date.parse(to) - Date.parse(from) > maxMs)
    throw new BadParameter(`${begin} and ${end} are too far apart`);
  return (row) => {
    const value = String(row[field] ?? '').slice(0, (from ?? to)!.length);
    return value !== '' && (from === null || value >= from) && (to === null || value <= to);
  };
}

const kept = new WeakMap<readonly unknown[], Map<string, unknown>>();

/** Derives a value from a list; once for each key if the list is frozen. */
function derived<D>(rows: readonly unknown[], key: string, derive: () => D): D {
  if (!Object.isFrozen(rows)) return derive();
  const values = kept.get(rows) ?? new Map<string, unknown>();
  kept.set(rows, values);
  const found = values.has(key) ? (values.get(key) as D) : derive();
  values.set(key, found);
  return Array.isArray(found) ? Object.freeze(found) : found;
}

function filtered<R extends Row>(
  rows: readonly R[],
  key: string,
  tests: readonly (Test<Row> | null)[],
): readonly R[] {
  const active = tests.filter((test) => test !== null);
  if (active.length === 0) return rows;
  return derived(rows, key, () => rows.filter((row) => active.every((test) => test(row))));
}

const CUSTOMER_FILTERS = [
  'account_name',
  'customer',
  'label',
  'association_type',
  'associated_on_begin',
  'associated_on_end',
  'customer_id',
] as const;

export const subCustomers = overBooks(({ customers }, parameters) => {
  if ((parameters.text('label')?.length ?? 0) > MAX_LABEL)
    throw new BadParameter('label is too long');
  parameters.matching('association_type', /^[12]$/);
  const rows = filtered(customers, `customers ${parameters.key(CUSTOMER_FILTERS)}`, [
    contains(parameters, 'account_name'),
    contains(parameters, 'customer'),
    contains(parameters, 'label'),
    equal(parameters, 'association_type'),
    within(parameters, 'associated_on', ['associated_on_begin', 'associated_on_end']),
    equal(parameters, 'customer_id'),
  ]);
  return ok({ count: rows.length, customer_infos: pageOf(rows, parameters) });
});

export function indirectPartners(partner: UpstreamPartner, parameters: Parameters): Reply {
  const rows = filtered(
    partner.indirectPartners.map(({ info }) => info),
    '',
    [
      contains(parameters, 'account_name'),
      within(parameters, 'associated_on', ['associated_on_begin', 'associated_on_end']),
      equal(parameters, 'indirect_partner_id'),
    ],
  );
  return ok({ count: rows.length, indirect_partners: pageOf(rows, parameters) });
}

function cycleOf(parameters: Parameters, name: string): string {
  const cycle = parameters.matching(name, CYCLE);
  if (cycle === null) throw new BadParameter(`${name} is missing`);
  return cycle;
}

const detailsOf = ({ billDetails }: Books, cycle: string): readonly BillDetail[] =>
  derived(billDetails, `cycle ${cycle}`, () =>
    billDetails.filter((detail) => detail.bill_cycle === cycle),
  );

export const consumingCustomers = overBooks((books, parameters) => {
  const details = detailsOf(books, cycleOf(parameters, 'bill_cycle'));
  const rows = derived(details, 'consuming', () =>
    [...new Set(details.map((detail) => detail.customer_id))].map((id) => ({ customer_id: id })),
  );
  return ok({ total_count: rows.length, sub_customers: pageOf(rows, parameters) });
});

const DETAIL_FILTERS = [
  'customer_id',
  'service_type_code',
  'charging_mode',
  'bill_detail_type',
  'trade_id',
  'association_type',
  'account_manager_id',
] as const;

export const billDetails = overBooks((books, parameters) => {
  const cycle = cycleOf(parameters, 'bill_cycle');
  const days = ['bill_date_begin', 'bill_date_end'] as const;
  const [from, to] = days.map((name) => parameters.matching(name, DAY));
  if ((from === null) !== (to === null)) throw new BadParameter('one bill date is missing');
  if (from && to && (from.slice(0, 7) !== cycle || to.slice(0, 7) !== cycle))
    throw new BadParameter('the bill dates are outside of the billing cycle');
  const customerId = parameters.text('customer_id');
  const all = detailsOf(books, cycle);
  const details =
    customerId === null
      ? all
      : (derived(all, 'by customer', () => Map.groupBy(all, ({ customer_id }) => customer_id)).get(
          customerId,
        ) ?? []);
  const rows = filtered(details, parameters.key([...DETAIL_FILTERS, ...days]), [
    ...DETAIL_FILTERS.map((name) => equal(parameters, name)),
    within(parameters, 'trade_time', days, { pattern: DAY }),
  ]);
  return ok({ total_count: rows.length, currency: 'CNY', fee_records: pageOf(rows, parameters) });
});

/** Bill type of the monthly sums: 0 consumption, 1 refund, 2 adjustment. */
function billTypeOf({ bill_detail_type: type }: BillDetail): string {
  if ([4, 20, 24].includes(Number(type))) return '1';
  return [9, 16].includes(Number(type)) ? '2' : '0';
}

/** Sums of the charges of agency customers; BSS has none for advisory sales. */
function sumsOf(details: readonly BillDetail[]): Row[] {
  const groups = new Map<string, BillDetail[]>();
  for (const detail of details) {
    if (detail.association_type !== '2') continue;
    const { customer_id, service_type_code, resource_type_code, charging_mode } = detail;
    const key = [customer_id, service_type_code, resource_type_code, charging_mode];
    const name = [...key, billTypeOf(detail)].join(' ');
    groups.set(name, [...(groups.get(name) ?? []), detail]);
  }
  return [...groups.values()].map((rows) => {
    const first = rows[0]!;
    const sum = (name: string): string => sumOf(rows.map((row) => row[name]));
    const balances = { BALANCE_TYPE_DEBIT: 'cash_amount', BALANCE_TYPE_CREDIT: 'credit_amount' };
    return {
      customer_id: first.customer_id,
      cloud_service_type: first.service_type_code,
      resource_type_code: first.resource_type_code,
      bill_type: billTypeOf(first),
      charge_mode: String(first.charging_mode),
      amount: sum('payment_amount'),
      debt_amount: sum('debt_amount'),
      adjustment_amount: '0.00',
      discount_amount: sum('official_discount_amount'),
      measure_id: 1,
      account_details: Object.entries(balances).map(([balance_type, field]) => ({
        balance_type,
        amount: sum(field),
      })),
    };
  });
}

const SUM_FILTERS = ['customer_id', 'cloud_service_type', 'charge_mode', 'bill_type'] as const;

export const monthlySums = overBooks((books, parameters) => {
  parameters.matching('charge_mode', /^(1|3|10|11)$/);
  parameters.matching('bill_type', /^[012]$/);
  const details = detailsOf(books, cycleOf(parameters, 'cycle'));
  const sums = derived(details, 'sums', () => sumsOf(details));
  const rows = filtered(
    sums,
    parameters.key(SUM_FILTERS),
    SUM_FILTERS.map((name) => equal(parameters, name)),
  );
  return ok({ count: rows.length, currency: 'CNY', bill_sums: pageOf(rows, parameters) });
});

const customersOf = (rows: readonly (Row & { customer_id: string })[]): ReadonlySet<string> =>
  derived(rows, 'customers', () => new Set(rows.map((row) => row.customer_id)));

const ORDER_FILTERS = [
  'order_id',
  'customer_id',
  'service_type_code',
  'status',
  'order_type',
  'create_time_begin',
  'create_time_end',
  'payment_time_begin',
  'payment_time_end',
  'order_by',
] as const;

/** Fields of an order in the list of orders. */
function withoutDetails(order: CustomerOrder): Row {
  const { lines: _, refunds: __, discounts: ___, ...listed } = order;
  return listed;
}

export const customerOrders = overBooks(({ customers, orders }, parameters) => {
  const customerId = parameters.text('customer_id');
  if (customerId && ![customers, orders].some((rows) => customersOf(rows).has(customerId)))
    return notOfPartner();
  const order = parameters.matching('order_by', /^-?createTime$/);
  const rows = filtered(orders, `orders ${parameters.key(ORDER_FILTERS)}`, [
    equal(parameters, 'order_id'),
    equal(parameters, 'customer_id'),
    equal(parameters, 'service_type_code'),
    equal(parameters, 'status'),
    equal(parameters, 'order_type'),
    within(parameters, 'create_time', ['create_time_begin', 'create_time_end'], YEAR),
    within(parameters, 'payment_time', ['payment_time_begin', 'payment_time_end'], YEAR),
  ]);
  const sorted = order === null ? rows : derived(rows, order, () => byCreation(rows, order));
  const page = pageOf(sorted, parameters);
  return ok({ total_count: rows.length, order_infos: page.map(withoutDetails) });
});

function byCreation(rows: readonly CustomerOrder[], order: string): readonly CustomerOrder[] {
  const sign = order === 'createTime' ? 1 : -1;
  return rows.toSorted((a, b) =>
    a.create_time === b.create_time ? 0 : a.create_time < b.create_time ? -sign : sign,
  );
}

const orderIn = ({ orders }: Books, id: string): CustomerOrder | undefined =>
  derived(orders, 'by id', () => new Map(orders.map((order) => [order.order_id, order]))).get(id);

/** Handler over one order of the books. */
const overOrder = (handle: (order: CustomerOrder, parameters: Parameters) => Reply) =>
  overBooks((books, parameters) => {
    const order = orderIn(books, parameters.required('order_id'));
    return order
      ? handle(order, parameters)
      : failed('BSS', 400, 'CBC.0101', 'The order does not exist.');
  });

export const orderDetails = overOrder((order, parameters) =>
  ok({
    total_count: order.lines.length,
    order_info: withoutDetails(order),
    order_line_items: pageOf(order.lines, parameters),
  }),
);

export const refundOrders = overOrder((order) =>
  ok({ total_count: order.refunds?.length ?? 0, refund_infos: order.refunds ?? [] }),
);

export const orderDiscounts = overOrder((order) => ok({ discounts: order.discounts ?? [] }));

export function incentivePolicies(partner: UpstreamPartner, parameters: Parameters): Reply {
  const time = cycleOf(parameters, 'time');
  const rows = filtered(partner.incentivePolicies, '', [
    (row) => row.time === time,
    equal(parameters, 'service_type_code'),
  ]);
  const page = pageOf(rows, parameters).map(({ time: _, ...policy }) => policy);
  return ok({ total_count: rows.length, policies: page });
}
