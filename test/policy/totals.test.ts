import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settlementMinor } from '../../server/modules/settlement/line/line-settlement.edge.ts';
import { calendar } from '../../server/platform/calendar.ts';
import { money } from '../../server/platform/money.ts';
import type { ReadModel } from '../../server/platform/read/model.ts';
import { Columns } from '../../server/platform/sql/columns.ts';
import { type Sql, sql } from '../../server/platform/sql/sql.ts';
import { Role, type Viewer } from '../../server/platform/viewer.ts';
import type { SeededRow } from './fixtures/canaries.ts';
import { BILL_READERS, openTenants, type TenantWorld } from './fixtures/tenants.ts';

const SALES = {
  deal: 'x.deal_minor',
  cash: 'x.cash_minor',
  refunded: 'x.refunded_minor',
  performance: 'x.performance_minor',
  rebound: 'x.rebound_minor',
};
/** The columns that each measure adds up, over a row `x` of the type's table. */
const AMOUNTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Sales of the viewer's organization, whose lines take the place of the customers.
  Customer: { soldThisYear: 'x.deal_minor' },
  ExclusiveDiscount: {
    listTotal: 'x.list_total_minor',
    netTotal: 'x.net_total_minor',
    savings: 'x.list_total_minor - x.net_total_minor',
  },
  Order: {
    listTotal: 'x.list_total_minor',
    dealTotal: 'x.deal_total_minor',
    voucherTotal: 'x.voucher_total_minor',
    cashTotal: 'x.cash_total_minor',
  },
  OrderLine: {
    listPrice: 'x.list_minor',
    dealPrice: 'x.deal_minor',
    voucher: 'x.voucher_minor',
    cash: 'x.cash_minor',
    settlementAmount: sql.textOf(settlementMinor(Columns.in('x'), sql.viewer, 'system')),
  },
  ProductSales: SALES,
  SalesPeriod: SALES,
  SettlementBill: {
    gross: 'x.gross_minor',
    net: 'x.net_minor',
    tax: 'x.tax_minor',
    carriedIn: 'x.carried_in_minor',
  },
  SettlementBillLine: {
    cash: 'x.cash_minor',
    base: 'x.base_minor',
    settlement: 'x.settlement_minor',
  },
  PaymentAuthorization: { amount: 'x.amount_minor' },
  BillAdjustment: { amount: 'x.amount_minor' },
  LedgerPosting: { amount: 'x.amount_minor' },
  LineDispute: { lineAmount: 'x.line_minor' },
  Supervision: { dealPrice: 'x.deal_minor', cash: 'x.cash_minor' },
  Appeal: { dealPrice: 'x.deal_minor', cash: 'x.cash_minor' },
  RefundRequest: { amount: 'x.amount_minor' },
  PrivateOffer: { netTotal: 'x.net_total_minor' },
  CustomerConsumption: {
    payable: 'x.payable_minor',
    cash: 'x.cash_minor',
    debt: 'x.debt_minor',
  },
  CustomerDemand: { expectedAmount: 'x.expected_amount_minor' },
  Difference: {
    oursAmount: 'x.ours_minor',
    theirsAmount: 'x.theirs_minor',
    gap: 'coalesce(x.theirs_minor, 0) - coalesce(x.ours_minor, 0)',
  },
  Invoice: { gross: 'x.gross_minor', net: 'x.net_minor', tax: 'x.tax_minor' },
};

/** Measures that not every reader of the rows may see: the others get null. */
const SEEN_BY: Readonly<Record<string, readonly Role[]>> = {
  'OrderLine.settlementAmount': [...BILL_READERS, 'reporting'],
  'Customer.soldThisYear': Role.all.filter((role) => Role.sideOf(role) === 'partner'),
};

type Totals = Readonly<Record<string, string | null>>;
type Amounts = Readonly<Record<string, { amount: string } | null>>;

let tenants: TenantWorld;
let measured: readonly ReadModel[];
beforeAll(async () => {
  tenants = await openTenants();
  measured = [...tenants.world.domain.models.values()].filter(({ measures }) => measures.size > 0);
});
afterAll(() => tenants?.close());

const selection = ({ measures }: ReadModel): string =>
  [...measures.keys()].map((name) => `${name} { amount }`).join(' ');

const amounts = (given: Amounts): Totals =>
  Object.fromEntries(Object.entries(given).map(([name, money]) => [name, money?.amount ?? null]));

/** Start of the year in Shanghai. */
const yearStart = (): Date =>
  calendar.instantAt(
    `${calendar.localDate(tenants.world.clock.now()).slice(0, 4)}-01-01`,
    '00:00:00',
  );

/** The sums over chosen rows, read without row-level security; for a seller, of its own order lines. */
async function sumsOf(
  model: ReadModel,
  rows: readonly SeededRow[],
  viewer: Viewer,
): Promise<Totals> {
  const isSellersOrder = model.name === 'Order' && viewer.side === 'seller';
  const from: Sql = isSellersOrder
    ? sql`(select l.order_id as id, l.list_minor as list_total_minor, l.deal_minor as deal_total_minor,
        l.voucher_minor as voucher_total_minor, l.cash_minor as cash_total_minor
        from order_line l where l.seller_id = ${viewer.tenantId})`
    : model.name === 'Customer'
      ? sql`(select l.customer_id as id, l.deal_minor from order_line l where l.partner_id = ${viewer.tenantId}
          and l.status not in ('PENDING_PAYMENT', 'CANCELLED') and l.placed_at >= ${yearStart()})`
      : sql.ident(model.table.table);
  const list = sql.join(
    [...model.measures.keys()].map(
      (name) =>
        sql`coalesce(sum(${sql.raw(AMOUNTS[model.name]![name]!)}), 0)::text as ${sql.ident(name)}`,
    ),
    ', ',
  );
  const ids = rows.map(({ uuid }) => uuid);
  const [found] = await tenants.world.rows<Record<string, string>>(
    sql`select ${list} from ${from} x where x.id = any(${ids}::uuid[])`,
  );
  return Object.fromEntries(
    Object.entries(found!).map(([name, minor]) => {
      const readers = SEEN_BY[`${model.name}.${name}`];
      const isSeen = readers?.includes(viewer.role) ?? true;
      return [name, isSeen ? money.format(BigInt(minor)) : null];
    }),
  );
}

const isZero = (totals: Totals): boolean =>
  Object.values(totals).every((amount) => amount === null || amount === '0.00');

/** The sum of amounts of rows; null if the caller may read none of them. */
function added(rows: readonly Amounts[], name: string): string | null {
  const given = rows.map((row) => row[name]).filter((money) => money != null);
  if (rows.length > 0 && given.length === 0) return null;
  const minor = given.map(({ amount }) => BigInt(amount.replace('.', '')));
  return money.format(minor.reduce((sum, next) => sum + next, 0n));
}

describe('the totals of every list', () => {
  it('are declared for every type whose amounts a list adds up', () => {
    expect(measured.map(({ name }) => name).sort()).toEqual(Object.keys(AMOUNTS).sort());
    for (const { name, measures } of measured)
      expect([...measures.keys()].sort()).toEqual(Object.keys(AMOUNTS[name]!).sort());
  });

  it('are the exact sums of the rows that a caller may see, for every role', async () => {
    const wrong: string[] = [];
    const full = new Set<string>();
    for (const model of measured) {
      const pages = Object.entries(model.reads.spec.roots ?? {}).filter(
        ([, root]) => 'page' in root,
      );
      const prefix = model.reads.spec.id;
      for (const { name: caller, caller: api, viewer } of tenants.callers) {
        if (!viewer || !model.roles.includes(viewer.role)) continue;
        const seen = tenants.canaries.visible(prefix, viewer);
        const foreign = tenants.canaries.hidden(prefix, viewer);
        const some = seen.slice(0, 1);
        const ids = [...some, ...foreign].map(({ id }) => `"${id}"`).join(', ');
        const [all, chosen] = [
          await sumsOf(model, tenants.canaries.listed(prefix, viewer), viewer),
          await sumsOf(model, some, viewer),
        ];
        for (const [root] of pages) {
          const answer = await api.ask(`{
            all: ${root}(first: 1) { totals { ${selection(model)} } }
            chosen: ${root}(first: 1, filter: { ids: [${ids}] }) { totals { ${selection(model)} } }
          }`);
          const found = [answer.all.totals, answer.chosen.totals].map(amounts);
          if (!isZero(all)) full.add(`${model.name} ${viewer.side}`);
          if (JSON.stringify(found) !== JSON.stringify([all, chosen]))
            wrong.push(
              `${caller} ${root}: ${JSON.stringify(found)}, expected ${JSON.stringify([all, chosen])}`,
            );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect([...full].sort()).toEqual([
      'Appeal customer',
      'Appeal operator',
      'Appeal partner',
      'Appeal seller',
      'BillAdjustment operator',
      'BillAdjustment partner',
      'Customer partner',
      'CustomerConsumption operator',
      'CustomerConsumption partner',
      'CustomerDemand operator',
      'CustomerDemand partner',
      'CustomerDemand reporting',
      'CustomerDemand seller',
      'Difference operator',
      'Difference partner',
      'Difference seller',
      'ExclusiveDiscount customer',
      'ExclusiveDiscount operator',
      'ExclusiveDiscount partner',
      'ExclusiveDiscount reporting',
      'ExclusiveDiscount seller',
      'Invoice operator',
      'Invoice partner',
      'LedgerPosting partner',
      'LineDispute operator',
      'LineDispute partner',
      'Order customer',
      'Order operator',
      'Order partner',
      'Order reporting',
      'Order seller',
      'OrderLine customer',
      'OrderLine operator',
      'OrderLine partner',
      'OrderLine reporting',
      'OrderLine seller',
      'PaymentAuthorization operator',
      'PaymentAuthorization partner',
      'PaymentAuthorization seller',
      'PrivateOffer customer',
      'PrivateOffer operator',
      'PrivateOffer partner',
      'PrivateOffer seller',
      'RefundRequest customer',
      'RefundRequest operator',
      'RefundRequest partner',
      'RefundRequest seller',
      'SalesPeriod operator',
      'SalesPeriod partner',
      'SalesPeriod reporting',
      'SettlementBill operator',
      'SettlementBill partner',
      'SettlementBill reporting',
      'Supervision customer',
      'Supervision operator',
      'Supervision partner',
      'Supervision reporting',
      'Supervision seller',
    ]);
  });

  it('are the sums of the amounts that the rows show, in every list of an object', async () => {
    const wrong: string[] = [];
    const full = new Set<string>();
    for (const parent of tenants.world.domain.models.values()) {
      for (const [field, relation] of parent.relations) {
        const model = tenants.world.domain.models.get(relation.to())!;
        if (relation.kind !== 'page' || model.measures.size === 0) continue;
        for (const { name: caller, caller: api, viewer } of tenants.callers) {
          if (!viewer) continue;
          for (const { id } of tenants.canaries.visible(parent.reads.spec.id, viewer)) {
            const { node } = await api.ask(`{ node(id: "${id}") { ... on ${parent.name} {
              list: ${field}(first: 100) { nodes { ${selection(model)} } totals { ${selection(model)} } } } } }`);
            if (!node) continue;
            const { nodes, totals } = node.list;
            for (const name of model.measures.keys()) {
              const expected = added(nodes, name);
              const found = totals[name]?.amount ?? null;
              if (expected !== found)
                wrong.push(`${caller} ${parent.name}.${field}: ${name} ${found}, not ${expected}`);
              else if (expected !== '0.00') full.add(`${parent.name}.${field}`);
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect([...full].sort()).toEqual([
      'Customer.consumption',
      'Customer.customerDemands',
      'Customer.exclusiveDiscounts',
      'Customer.orders',
      'Order.appeals',
      'Order.supervisions',
      'Partner.bills',
      'Partner.invoices',
      'Partner.orders',
      'Product.customerDemands',
      'Product.exclusiveDiscounts',
      'Product.privateOffers',
      'SalesPeriod.products',
      'SettlementBill.lineDisputes',
      'SettlementBill.lines',
      'SettlementBill.paymentAuthorizations',
      'SettlementBillLine.adjustments',
      'SettlementBillLine.disputes',
      'Supervision.appeals',
    ]);
  });
});
