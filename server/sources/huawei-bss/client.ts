import { z } from 'zod';
import { field } from '../transport/fields.ts';
import {
  PAGE_SIZE,
  type Page,
  type Parsed,
  type ParseRow,
  pagesOf,
  readShape,
} from '../transport/rows.ts';
import type { Query } from '../transport/sign.ts';
import type { Transport, UpstreamCall } from '../transport/transport.ts';
import {
  type BillDetail,
  type IncentivePolicy,
  type MonthlySum,
  parseBillDetail,
  parseIncentivePolicy,
  parseMonthlySum,
} from './bills.ts';
import { BINDING_TYPES, CHARGE_MODES, codeOf } from './codes.ts';
import {
  type ConsumingCustomer,
  type IndirectPartner,
  parseConsumingCustomer,
  parseIndirectPartner,
  parseSubCustomer,
  type SubCustomer,
} from './customers.ts';
import {
  type CustomerOrder,
  type CustomerOrderDetail,
  type OrderDiscount,
  type OrderRefund,
  parseCustomerOrder,
  parseOrderDetail,
  parseOrderDiscount,
  parseRefund,
} from './orders.ts';

/** Names of the APIs, as quota, circuit and failures know them. */
export const BSS_APIS = {
  SUB_CUSTOMERS: 'ListSubCustomers',
  INDIRECT_PARTNERS: 'ListIndirectPartners',
  CONSUMING_CUSTOMERS: 'ListConsumeSubCustomers',
  CUSTOMER_ORDERS: 'ListCustomerOrders',
  ORDER_DETAILS: 'ShowCustomerOrderDetails',
  ORDER_DISCOUNTS: 'ListOrderDiscounts',
  REFUND_ORDERS: 'ShowRefundOrderDetails',
  BILL_DETAILS: 'ListSubCustomerBillDetail',
  MONTHLY_SUMS: 'ListSubcustomerMonthlyBills',
  INCENTIVE_POLICIES: 'ListIncentiveDiscountPolicies',
} as const;

/** Instants select `[from, to]`, months are `YYYY-MM` in Asia/Shanghai, days `YYYY-MM-DD`. */
export interface PageOptions {
  /** Row to begin with. */
  readonly from?: number;
  /** Rows of a page; by default as many as the upstream allows. */
  readonly size?: number;
  readonly signal?: AbortSignal;
}

interface AssociatedFilter {
  readonly associatedFrom?: Date;
  readonly associatedTo?: Date;
}

export interface SubCustomerFilter extends AssociatedFilter {
  readonly customerId?: string;
  readonly bindingType?: (typeof BINDING_TYPES)[1 | 2];
  readonly indirectPartnerId?: string;
}

export interface CustomerOrderFilter {
  readonly customerId?: string;
  readonly orderId?: string;
  /** A window is at most a year. */
  readonly createdFrom?: Date;
  readonly createdTo?: Date;
  readonly paidFrom?: Date;
  readonly paidTo?: Date;
  readonly newestFirst?: boolean;
  readonly indirectPartnerId?: string;
}

export interface BillDetailFilter {
  readonly cycle: string;
  readonly customerId: string;
  /** Days of the same month; both or neither. */
  readonly dayFrom?: string;
  readonly dayTo?: string;
  readonly indirectPartnerId?: string;
}

export interface MonthlySumFilter {
  readonly cycle: string;
  readonly chargeMode: (typeof CHARGE_MODES)[keyof typeof CHARGE_MODES];
  readonly customerId?: string;
  readonly indirectPartnerId?: string;
}

/** Client of the BSS partner APIs (domain §6.2). Every call throws UpstreamFailure when it fails. */
export interface BssClient {
  subCustomers(filter?: SubCustomerFilter, options?: PageOptions): Pages<SubCustomer>;
  indirectPartners(filter?: AssociatedFilter, options?: PageOptions): Pages<IndirectPartner>;
  consumingCustomers(cycle: string, options?: PageOptions): Pages<ConsumingCustomer>;
  customerOrders(filter?: CustomerOrderFilter, options?: PageOptions): Pages<CustomerOrder>;
  customerOrder(orderId: string, signal?: AbortSignal): Promise<Parsed<CustomerOrderDetail>>;
  orderDiscounts(orderId: string, signal?: AbortSignal): Promise<readonly Parsed<OrderDiscount>[]>;
  refundOrders(orderId: string, signal?: AbortSignal): Promise<readonly Parsed<OrderRefund>[]>;
  billDetails(filter: BillDetailFilter, options?: PageOptions): Pages<BillDetail>;
  monthlySums(filter: MonthlySumFilter, options?: PageOptions): Pages<MonthlySum>;
  incentivePolicies(month: string, options?: PageOptions): Pages<IncentivePolicy>;
}
type Pages<T> = AsyncGenerator<Page<T>, void, void>;

/** `2026-01-31T08:00:00Z`: the upstream knows no milliseconds. */
const instant = (at: Date | undefined): string | undefined =>
  at && `${at.toISOString().slice(0, 19)}Z`;

const count = field.integer.nullish();

export function bssClient(transport: Transport): BssClient {
  /** The pages of an API whose answer holds the rows in the field `name`. */
  function list<T>(
    call: Omit<UpstreamCall, 'signal'>,
    name: string,
    parse: ParseRow<T>,
    { from, size, signal }: PageOptions = {},
  ): Pages<T> {
    const shape = z.object({
      count,
      total_count: count,
      [name]: z.array(z.unknown()).nullish(),
    });
    const read = async (offset: number, limit: number) => {
      const page = { offset, limit };
      const paged: UpstreamCall =
        call.method === 'GET'
          ? { ...call, query: { ...call.query, ...page }, signal }
          : { ...call, body: { ...(call.body as object), ...page }, isQuery: true, signal };
      const answer = readShape(call.api, shape, await transport.call(paged));
      const rows = (answer[name] ?? []) as readonly unknown[];
      return { total: Number(answer.count ?? answer.total_count ?? offset + rows.length), rows };
    };
    return pagesOf(read, parse, from, size);
  }

  /** The rows of an API without pages. */
  async function rows<T>(
    api: string,
    path: string,
    query: Query,
    name: string,
    parse: ParseRow<T>,
    signal?: AbortSignal,
  ): Promise<Parsed<T>[]> {
    const shape = z.object({ [name]: z.array(z.unknown()).nullish() });
    const answer = await transport.call({ api, method: 'GET', path, query, signal });
    return (readShape(api, shape, answer)[name] ?? []).map(parse);
  }

  return {
    subCustomers: (filter = {}, options) =>
      list(
        {
          api: BSS_APIS.SUB_CUSTOMERS,
          method: 'POST',
          path: '/v2/partners/sub-customers/query',
          body: {
            customer_id: filter.customerId,
            association_type: codeOf(BINDING_TYPES, filter.bindingType),
            associated_on_begin: instant(filter.associatedFrom),
            associated_on_end: instant(filter.associatedTo),
            indirect_partner_id: filter.indirectPartnerId,
          },
        },
        'customer_infos',
        parseSubCustomer,
        options,
      ),
    indirectPartners: (filter = {}, options) =>
      list(
        {
          api: BSS_APIS.INDIRECT_PARTNERS,
          method: 'POST',
          path: '/v2/partners/indirect-partners/query',
          body: {
            associated_on_begin: instant(filter.associatedFrom),
            associated_on_end: instant(filter.associatedTo),
          },
        },
        'indirect_partners',
        parseIndirectPartner,
        options,
      ),
    consumingCustomers: (cycle, options) =>
      list(
        {
          api: BSS_APIS.CONSUMING_CUSTOMERS,
          method: 'POST',
          path: '/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query',
          body: { bill_cycle: cycle },
        },
        'sub_customers',
        parseConsumingCustomer,
        options,
      ),
    customerOrders: (filter = {}, options) =>
      list(
        {
          api: BSS_APIS.CUSTOMER_ORDERS,
          method: 'GET',
          path: '/v2/orders/customer-orders',
          query: {
            customer_id: filter.customerId,
            order_id: filter.orderId,
            create_time_begin: instant(filter.createdFrom),
            create_time_end: instant(filter.createdTo),
            payment_time_begin: instant(filter.paidFrom),
            payment_time_end: instant(filter.paidTo),
            order_by: filter.newestFirst ? '-createTime' : 'createTime',
            indirect_partner_id: filter.indirectPartnerId,
          },
        },
        'order_infos',
        parseCustomerOrder,
        options,
      ),
    async customerOrder(orderId, signal) {
      const api = BSS_APIS.ORDER_DETAILS;
      const path = `/v2/orders/customer-orders/details/${orderId}`;
      const shape = z.looseObject({
        total_count: count,
        order_line_items: z.array(z.unknown()).nullish(),
      });
      const page = async (offset: number) => {
        const query = { offset, limit: PAGE_SIZE };
        return readShape(
          api,
          shape,
          await transport.call({ api, method: 'GET', path, query, signal }),
        );
      };
      const first = await page(0);
      const lines = [...(first.order_line_items ?? [])];
      while (lines.length < Number(first.total_count ?? 0)) {
        const further = (await page(lines.length)).order_line_items ?? [];
        if (further.length === 0) break;
        lines.push(...further);
      }
      return parseOrderDetail({ ...first, order_line_items: lines });
    },
    orderDiscounts: (order_id, signal) =>
      rows(
        BSS_APIS.ORDER_DISCOUNTS,
        '/v2/orders/customer-orders/order-discounts',
        { order_id },
        'discounts',
        parseOrderDiscount,
        signal,
      ),
    refundOrders: (order_id, signal) =>
      rows(
        BSS_APIS.REFUND_ORDERS,
        '/v2/orders/customer-orders/refund-orders',
        { order_id },
        'refund_infos',
        parseRefund,
        signal,
      ),
    billDetails: (filter, options) =>
      list(
        {
          api: BSS_APIS.BILL_DETAILS,
          method: 'GET',
          path: '/v2/bills/subcustomer-bills/res-fee-records',
          query: {
            bill_cycle: filter.cycle,
            customer_id: filter.customerId,
            bill_date_begin: filter.dayFrom,
            bill_date_end: filter.dayTo,
            indirect_partner_id: filter.indirectPartnerId,
          },
        },
        'fee_records',
        parseBillDetail,
        options,
      ),
    monthlySums: (filter, options) =>
      list(
        {
          api: BSS_APIS.MONTHLY_SUMS,
          method: 'GET',
          path: '/v2/bills/partner-bills/subcustomer-bills/monthly-sum',
          query: {
            cycle: filter.cycle,
            customer_id: filter.customerId,
            charge_mode: codeOf(CHARGE_MODES, filter.chargeMode),
            indirect_partner_id: filter.indirectPartnerId,
          },
        },
        'bill_sums',
        parseMonthlySum,
        options,
      ),
    incentivePolicies: (month, options) =>
      list(
        {
          api: BSS_APIS.INCENTIVE_POLICIES,
          method: 'GET',
          path: '/v2/products/incentive-discount-policies',
          query: { time: month },
        },
        'policies',
        parseIncentivePolicy,
        options,
      ),
  };
}
