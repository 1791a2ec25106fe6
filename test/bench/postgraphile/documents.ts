import type { Operation, Subject } from '../operations.ts';

/** An operation in the schema that PostGraphile generates from the tables. */
interface Translation {
  readonly query: string;
  readonly variables: (subject: Subject, given: Record<string, any>) => Record<string, unknown>;
  /**
   * Converts the answer to the product's shape, with filters and merges that PostGraphile's conditions
   * cannot express.
   */
  readonly read: (data: any) => unknown;
}

const uuid = (id: string): string => id.slice(4);
const instant = (text: string | null): string | null => text && new Date(text).toISOString();
const money = (minor: string | number, currency: string) => ({
  amount: (Number(minor) / 100).toFixed(2),
  currency,
});
const named = (prefix: string, row: any) => row && { id: `${prefix}_${row.rowId}`, name: row.name };
const list = (rows: readonly any[], each: (row: any) => unknown) => ({ nodes: rows.map(each) });

const OPEN = new Set(['PRE_REGISTERED', 'INVITED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING']);
/** The open binding of a customer, otherwise the last bound one, otherwise the newest. */
const current = (rows: readonly any[]): any =>
  [...rows].sort(
    (a, b) =>
      Number(OPEN.has(b.status)) - Number(OPEN.has(a.status)) ||
      Number(b.boundAt !== null) - Number(a.boundAt !== null) ||
      b.createdAt.localeCompare(a.createdAt),
  )[0] ?? null;

const NEWEST = 'orderBy: [CREATED_AT_DESC, ROW_ID_DESC]';
const BINDINGS = `bindings: partnerBindingsByCustomerId(condition: { partnerId: $tenant }) { nodes { rowId status type boundAt createdAt } }`;
const tenant = ({ partnerId }: Subject) => ({ tenant: partnerId });

const translations: Readonly<Record<string, Translation>> = {
  Q1: {
    query: `query Q1($tenant: UUID!, $id: UUID!) {
      customerByRowId(rowId: $id) { rowId name createdAt ${BINDINGS} }
    }`,
    variables: (subject, { id }) => ({ ...tenant(subject), id: uuid(id) }),
    read: ({ customerByRowId: row }) => ({
      customer: { ...customer(row), binding: binding(row, true) },
    }),
  },
  Q2: {
    query: `query Q2($tenant: UUID!, $page: Int!, $before: Datetime, $beforeId: UUID) {
      benchCustomersOf(tenant: $tenant, page: $page, before: $before, beforeId: $beforeId) {
        nodes {
          rowId name createdAt ${BINDINGS}
          discounts: exclusiveDiscountsByCustomerId(first: 5, condition: { partnerId: $tenant }, ${NEWEST}) {
            nodes { rowId number status validUntil netTotalMinor currency productByProductId { rowId name } }
          }
        }
      }
    }`,
    variables: (subject, { first, after }) => {
      const [, before, beforeId] = after
        ? JSON.parse(Buffer.from(after, 'base64url').toString())
        : [];
      return { ...tenant(subject), page: first, before, beforeId };
    },
    read: ({ benchCustomersOf: { nodes } }) => ({
      customers: list(nodes, (row) => ({
        ...customer(row),
        binding: binding(row, false),
        exclusiveDiscounts: list(row.discounts.nodes, (d) => ({
          ...discount(d),
          netTotal: money(d.netTotalMinor, d.currency),
          product: named('prd', d.productByProductId),
        })),
      })),
    }),
  },
  Q3: {
    query: `query Q3($tenant: UUID!) {
      allExclusiveDiscounts(first: 20, condition: { partnerId: $tenant }, ${NEWEST}) {
        nodes {
          rowId number status validUntil
          productByProductId {
            rowId name
            own: cspAuthorizationsByProductId(first: 5, condition: { partnerId: $tenant }, ${NEWEST}) { nodes { ...A } }
            open: cspAuthorizationsByProductId(first: 5, condition: { partnerId: null }, ${NEWEST}) { nodes { ...A } }
          }
          customerByCustomerId {
            rowId name
            customerOrdersByCustomerId(first: 3, condition: { partnerId: $tenant }, orderBy: [PLACED_AT_DESC, ROW_ID_DESC]) {
              nodes { rowId number status placedAt cashTotalMinor currency }
            }
          }
        }
      }
    }
    fragment A on CspAuthorization { rowId status validUntil createdAt organizationBySellerId { rowId name } }`,
    variables: tenant,
    read: ({ allExclusiveDiscounts: { nodes } }) => ({
      exclusiveDiscounts: list(nodes, (d) => ({
        ...discount(d),
        product: {
          ...named('prd', d.productByProductId),
          cspAuthorizations: list(authorizations(d.productByProductId), (a) => ({
            id: `csa_${a.rowId}`,
            status: a.status,
            validUntil: instant(a.validUntil),
            seller: named('org', a.organizationBySellerId),
          })),
        },
        customer: {
          ...named('cus', d.customerByCustomerId),
          orders: list(d.customerByCustomerId.customerOrdersByCustomerId.nodes, (o) => ({
            id: `ord_${o.rowId}`,
            number: o.number,
            status: o.status,
            placedAt: instant(o.placedAt),
            cashTotal: money(o.cashTotalMinor, o.currency),
          })),
        },
      })),
    }),
  },
  Q4: {
    query: `query Q4($tenant: UUID!) {
      allSettlementBills(first: 24, condition: { partnerId: $tenant }, orderBy: [RUN_AT_DESC, ROW_ID_DESC]) {
        nodes {
          rowId number period status grossMinor netMinor currency lineCount
          invoiceByBillId { rowId number status grossMinor currency }
          settlementBillLinesByBillId(first: 5, orderBy: [POSITION_ASC, ROW_ID_ASC]) {
            nodes { rowId kind productType month baseMinor settlementMinor currency }
          }
        }
      }
    }`,
    variables: tenant,
    read: ({ allSettlementBills: { nodes } }) => ({
      settlementBills: list(nodes, ({ currency, invoiceByBillId: i, ...b }) => ({
        id: `stl_${b.rowId}`,
        number: b.number,
        period: b.period,
        status: b.status,
        gross: money(b.grossMinor, currency),
        net: money(b.netMinor, currency),
        lineCount: b.lineCount,
        invoice: i && {
          id: `ivc_${i.rowId}`,
          number: i.number,
          status: i.status,
          gross: money(i.grossMinor, i.currency),
        },
        lines: list(b.settlementBillLinesByBillId.nodes, (l) => ({
          id: `sbl_${l.rowId}`,
          kind: l.kind,
          productType: l.productType,
          month: l.month,
          base: money(l.baseMinor, l.currency),
          settlement: money(l.settlementMinor, l.currency),
        })),
      })),
    }),
  },
  Q5: {
    query: `query Q5($tenant: UUID!, $year: Int!) {
      benchSalesByMonth(tenant: $tenant) { nodes { month saleCount refundCount deal cash refunded } }
      benchTopProducts(tenant: $tenant, year: $year) { nodes { productId name saleCount cash } }
    }`,
    variables: (subject, { year }) => ({ ...tenant(subject), year: Number(year) }),
    read: ({ benchSalesByMonth: months, benchTopProducts: top }) => ({
      months: list(months.nodes, ({ month, deal, cash, refunded, ...counts }) => ({
        ...counts,
        period: month,
        deal: money(deal, 'CNY'),
        cash: money(cash, 'CNY'),
        refunded: money(refunded, 'CNY'),
      })),
      products: list(top.nodes, ({ productId, name, saleCount, cash }) => ({
        saleCount,
        cash: money(cash, 'CNY'),
        product: named('prd', { rowId: productId, name }),
      })),
    }),
  },
  Q6: {
    query: `query Q6($tenant: UUID!) {
      allOrderLines(first: 1000, condition: { partnerId: $tenant }, orderBy: [PLACED_AT_DESC, ROW_ID_DESC]) {
        nodes { rowId orderNumber status placedAt productName specificationName quantity currency listMinor dealMinor cashMinor }
      }
    }`,
    variables: tenant,
    read: ({ allOrderLines: { nodes } }) => ({
      orderRows: list(nodes, ({ rowId, placedAt, listMinor, dealMinor, cashMinor, ...row }) => ({
        ...row,
        id: `orw_${rowId}`,
        placedAt: instant(placedAt),
        listAmount: money(listMinor, '').amount,
        dealAmount: money(dealMinor, '').amount,
        cashAmount: money(cashMinor, '').amount,
      })),
    }),
  },
  M1: {
    query: `mutation M1($input: BenchDiscountCreateInput!) { benchDiscountCreate(input: $input) { result } }`,
    variables: (subject, { key, input }) => ({
      input: {
        tenant: subject.partnerId,
        actor: subject.partnerId,
        actorName: 'Bench',
        role: 'csp.owner',
        request: key,
        key,
        fingerprint: key,
        customer: subject.customerId,
        goods: subject.productId,
        form: subject.specificationId,
        title: input.name,
        rate: input.lines[0].payRate,
        starts: input.validFrom,
        ends: input.validUntil,
      },
    }),
    read: ({ benchDiscountCreate: { result } }) => ({
      exclusiveDiscountCreate: { exclusiveDiscount: result, userErrors: [] },
    }),
  },
};

const customer = (row: any) => ({ ...named('cus', row), createdAt: instant(row.createdAt) });

function binding({ bindings }: any, withType: boolean) {
  const row = current(bindings.nodes);
  if (!row) return null;
  const { rowId, status, type, boundAt } = row;
  return { id: `bnd_${rowId}`, status, ...(withType && { type }), boundAt: instant(boundAt) };
}

const discount = (row: any) => ({
  id: `dsc_${row.rowId}`,
  number: row.number,
  status: row.status,
  validUntil: instant(row.validUntil),
});

const authorizations = ({ own, open }: any): any[] =>
  [...own.nodes, ...open.nodes]
    .sort((a, b) => `${b.createdAt}${b.rowId}`.localeCompare(`${a.createdAt}${a.rowId}`))
    .slice(0, 5);

export const documentFor = (
  operation: Operation,
  subject: Subject,
): { query: string; variables: Record<string, unknown> } => {
  const { query, variables } = translations[operation.name]!;
  return { query, variables: variables(subject, operation.variables(subject)) };
};

/** PostGraphile's answer in the product's shape. */
export const readAnswer = (operation: Operation, data: unknown): unknown =>
  translations[operation.name]!.read(data);

/** The part of the product's answer that PostGraphile returns too. */
export function commonPart({ name }: Operation, data: any): unknown {
  if (name === 'Q2') return { customers: { nodes: data.customers.nodes } };
  if (name === 'Q5')
    return { months: data.months, products: data.year.nodes[0]?.products ?? { nodes: [] } };
  return data;
}
