import { calendar } from '../../../platform/calendar.ts';
import { DAY, HOUR } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/command/types.ts';
import {
  type BssClient,
  type CustomerOrder,
  type CustomerOrderDetail,
  type OrderRefund,
  parseOrderDetail,
  parseRefund,
} from '../../../sources/huawei-bss/index.ts';
import type { Parsed } from '../../../sources/transport/index.ts';
import { creditsOf } from '../consumption/credit.read.ts';
import type { Applied, Feed, FeedAccount, FeedRow, RefusedRow } from '../feed/feed.ts';
import { applyReports } from '../order/apply-reports.write.ts';
import { type BssOrder, MARKETPLACE, orderReportOf } from '../order/bss-order.ts';
import { compareAtEnd } from '../reconciliation/reconcile-months.read.ts';
import { MONTHS } from './bill-details.feed.ts';
import { refusalOf } from './refused-row.ts';

interface Place extends Record<string, string | number | null> {
  /** Start of the pass; null before the first one. */
  readonly from: string | null;
  /** End of the pass; null between two passes. */
  readonly to: string | null;
  readonly list: number;
  readonly offset: number;
  /** Ids of the unsubscriptions that were not complete when they were read, with spaces between them. */
  readonly open: string;
}

const START: Place = { from: null, to: null, list: 0, offset: 0, open: '' };

/** Unsubscriptions that are read again by their ids in one page. */
const OPEN_PAGE = 50;

/** The first pass reads the longest window that the API allows. */
const FIRST = 365 * DAY;
/** Reads again what may have been written late. */
const OVERLAP = HOUR;
/** An unpaid order is cancelled upstream within this time. */
const UNPAID = 8 * DAY;

interface Raw {
  readonly detail: unknown;
  readonly refunds: readonly unknown[];
}

/** Orders of the marketplace in BSS (ListCustomerOrders, ShowCustomerOrderDetails, ShowRefundOrderDetails). */
export const customerOrdersFeed: Feed<BssOrder> = {
  api: 'CUSTOMER_ORDERS',
  async *pages({ bss }, cursor, now) {
    const place: Place = { ...START, ...(cursor as Place | null) };
    const to = new Date(place.to ?? now);
    const from = new Date(place.from ?? to.getTime() - FIRST);
    const lists = listsOf(from, to, place.from === null);
    const open = new Set(place.open.split(' ').filter(Boolean));
    const placeOf = (list: number, offset: number): Place => ({
      ...{ from: place.from, to: to.toISOString(), list, offset },
      open: [...open].join(' '),
    });
    const read = async (id: string, isRefund: boolean): Promise<FeedRow<BssOrder>> => {
      const row = await detailsOf(bss, id, isRefund).catch((error: unknown) => ({
        raw: { order_id: id },
        ...refusalOf(error, 'order_id'),
      }));
      if (isRefund) open[isUndecided(row) ? 'add' : 'delete'](id);
      return row;
    };
    // An unsubscription may wait for weeks, and no list is known to have it again when it is complete.
    const waiting = place.to === null ? [...open] : [];
    for (let i = 0; i < waiting.length; i += OPEN_PAGE) {
      const ids = waiting.slice(i, i + OPEN_PAGE);
      const rows = await Promise.all(ids.map((id) => read(id, true)));
      yield { rows, total: null, cursor: placeOf(0, 0) };
    }
    for (let list = place.list; list < lists.length; list++) {
      const { window, has } = lists[list]!;
      const listed = bss.customerOrders(window, { from: list === place.list ? place.offset : 0 });
      for await (const page of listed) {
        const rows = await Promise.all(
          page.rows.map(async (row: Parsed<CustomerOrder>): Promise<FeedRow<BssOrder>[]> => {
            if ('problem' in row) return [row];
            const { orderId, orderType, serviceTypeCode } = row.value;
            if (serviceTypeCode !== MARKETPLACE || !has(row.value) || waiting.includes(orderId))
              return [];
            return [await read(orderId, orderType === 'UNSUBSCRIBE')];
          }),
        );
        const offset = page.offset + page.rows.length;
        yield { rows: rows.flat(), total: page.total, cursor: placeOf(list, offset) };
      }
    }
  },
  parse(raw) {
    const { detail, refunds = [] } = raw as Raw;
    return readRow(parseOrderDetail(detail), refunds.map(parseRefund));
  },
  keyOf: ({ detail }) => detail.order.orderId,
  keyOfRaw(raw) {
    const { detail, order_id: id } = (raw ?? {}) as {
      detail?: { order_info?: { order_id?: unknown } };
      order_id?: unknown;
    };
    const key = detail?.order_info?.order_id ?? id;
    return typeof key === 'string' ? key : null;
  },
  async fetch({ bss }, orderId, signal) {
    const detail = await bss.customerOrder(orderId, signal);
    if ('problem' in detail) return [rowOf(detail, [])];
    const { orderType, serviceTypeCode } = detail.value.order;
    if (serviceTypeCode !== MARKETPLACE) return [];
    const isRefund = orderType === 'UNSUBSCRIBE';
    return [rowOf(detail, isRefund ? await bss.refundOrders(orderId, signal) : [])];
  },
  apply,
  async finish(tx, account, { feedId, cursor }) {
    const { to, open } = cursor as Place;
    const last = calendar.monthOf(tx.now);
    const first = calendar.plusMonths(last, 1 - MONTHS);
    const compared = await compareAtEnd(tx, account, feedId, first, last);
    return { cursor: { ...START, from: to, open }, written: 0, ...compared };
  },
};

/**
 * The lists of a pass: orders created since the last one, and older orders paid since. Each order is read in one of them;
 * the first list reaches further back for orders that were cancelled.
 */
function listsOf(from: Date, to: Date, isFirst: boolean) {
  const since = (margin: number): Date => (isFirst ? from : new Date(from.getTime() - margin));
  const isNew = ({ createdAt }: CustomerOrder): boolean => createdAt >= since(OVERLAP);
  return [
    {
      window: { createdFrom: since(UNPAID), createdTo: to },
      has: (order: CustomerOrder) => isNew(order) || order.status === 'CANCELLED',
    },
    {
      window: { paidFrom: since(OVERLAP), paidTo: to },
      has: (order: CustomerOrder) => !isNew(order),
    },
  ] as const;
}

async function detailsOf(
  bss: BssClient,
  orderId: string,
  isRefund: boolean,
): Promise<FeedRow<BssOrder>> {
  const [detail, refunds] = await Promise.all([
    bss.customerOrder(orderId),
    isRefund ? bss.refundOrders(orderId) : [],
  ]);
  return rowOf(detail, refunds);
}

/** Whether the upstream has neither completed nor refused an unsubscription. */
const isUndecided = (row: FeedRow<BssOrder>): boolean =>
  'value' in row && !['COMPLETED', 'CANCELLED'].includes(row.value.detail.order.status);

function rowOf(
  detail: Parsed<CustomerOrderDetail>,
  refunds: readonly Parsed<OrderRefund>[],
): FeedRow<BssOrder> {
  const raw: Raw = { detail: detail.raw, refunds: refunds.map((refund) => refund.raw) };
  return { raw, ...readRow(detail, refunds) };
}

function readRow(detail: Parsed<CustomerOrderDetail>, refunds: readonly Parsed<OrderRefund>[]) {
  if ('problem' in detail) return { problem: detail.problem };
  for (const [i, part] of refunds.entries())
    if ('problem' in part)
      return { problem: { ...part.problem, path: `refunds.${i}.${part.problem.path}` } };
  const { order_info: info } = detail.raw as {
    order_info: { order_type: unknown; status: unknown };
  };
  return {
    value: {
      detail: detail.value,
      refunds: refunds.flatMap((part) => ('value' in part ? part.value : [])),
      typeCode: String(info.order_type),
      statusCode: String(info.status),
    },
  };
}

async function apply(tx: Tx, account: FeedAccount, given: readonly BssOrder[]): Promise<Applied> {
  const refused: RefusedRow[] = [];
  const rows = new Map(given.map((row) => [row.detail.order.orderId, row]));
  const credits = await creditsOf(tx, account, [...rows.keys()]);
  const reports = [...rows].flatMap(([key, row]) => {
    const report = orderReportOf(row);
    if (!('code' in report)) return [{ ...report, credit: credits.get(key) }];
    refused.push({ key, ...report });
    return [];
  });
  const applied = await applyReports(tx, reports);
  return {
    ...applied,
    unchanged: applied.unchanged + given.length - rows.size,
    refused: [...refused, ...applied.refused],
  };
}
