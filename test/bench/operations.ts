/** The rows of one partner that a request refers to, drawn from the database. */
export interface Subject {
  /** API key of the partner. */
  readonly key: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly productId: string;
  readonly specificationId: string;
}

/** A measured operation: the same document for every server with the product's schema. */
export interface Operation {
  readonly name: string;
  readonly title: string;
  readonly document: string;
  readonly variables: (subject: Subject) => Readonly<Record<string, unknown>>;
  /** Whether each request writes; it then needs a unique name. */
  readonly writes?: boolean;
  /** The part of the data in which all servers must agree; absent, all of it. */
  readonly agreed?: (data: any) => any;
}

/** Placeholder for ten digits that are unique per request. */
export const UNIQUE = '@@@@@@@@@@';

/** Start and end of a discount's period, far from all seeded periods. */
const PERIOD = { validFrom: '2031-01-01T00:00:00.000Z', validUntil: '2031-07-01T00:00:00.000Z' };

const MONEY = '{ amount currency }';

export const operations: readonly Operation[] = [
  {
    name: 'Q1',
    title: 'a customer and its binding',
    document: `query Q1($id: ID!) {
      customer(by: { id: $id }) { id name createdAt binding { id status type boundAt } }
    }`,
    variables: ({ customerId }) => ({ id: `cus_${customerId}` }),
  },
  {
    name: 'Q2',
    title: '50 customers, binding, 5 newest discounts, product',
    document: `query Q2($first: Int!, $after: String) {
      customers(first: $first, after: $after) {
        nodes {
          id name createdAt
          binding { id status boundAt }
          exclusiveDiscounts(first: 5) {
            nodes { id number status validUntil netTotal ${MONEY} product { id name } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    variables: () => ({ first: 50, after: null }),
  },
  {
    name: 'Q3',
    title: '20 discounts, product, authorizations, sellers; customer, orders',
    document: `query Q3 {
      exclusiveDiscounts(first: 20) {
        nodes {
          id number status validUntil
          product {
            id name
            cspAuthorizations(first: 5) { nodes { id status validUntil seller { id name } } }
          }
          customer {
            id name
            orders(first: 3) { nodes { id number status placedAt cashTotal ${MONEY} } }
          }
        }
      }
    }`,
    variables: () => ({}),
  },
  {
    name: 'Q4',
    title: '24 bills, invoice, first lines',
    document: `query Q4 {
      settlementBills(first: 24) {
        nodes {
          id number period status gross ${MONEY} net ${MONEY} lineCount
          invoice { id number status gross ${MONEY} }
          lines(first: 5) { nodes { id kind productType month base ${MONEY} settlement ${MONEY} } }
        }
      }
    }`,
    variables: () => ({}),
  },
  {
    name: 'Q5',
    title: 'dashboard: 12 months and the top 10 products of the year',
    document: `query Q5($year: String!) {
      months: salesPeriods(first: 12, filter: { unit: [MONTH] }) {
        nodes { period saleCount refundCount deal ${MONEY} cash ${MONEY} refunded ${MONEY} }
      }
      year: salesPeriods(first: 1, filter: { unit: [YEAR], period: [$year] }) {
        nodes {
          period saleCount cash ${MONEY}
          products(first: 10) { nodes { saleCount cash ${MONEY} product { id name } } }
        }
      }
    }`,
    variables: () => ({ year: String(new Date().getUTCFullYear()) }),
    agreed(data) {
      if (data.products) return { ...data, products: ranked(data.products) };
      const nodes = data.year.nodes.map((year: any) => ({
        ...year,
        products: ranked(year.products),
      }));
      return { ...data, year: { ...data.year, nodes } };
    },
  },
  {
    name: 'Q6',
    title: '1,000 flat order rows',
    document: `query Q6 {
      orderRows(first: 1000) {
        nodes {
          id orderNumber status placedAt productName specificationName quantity currency
          listAmount dealAmount cashAmount
        }
      }
    }`,
    variables: () => ({}),
  },
  {
    name: 'M1',
    title: 'create a discount',
    document: `mutation M1($input: ExclusiveDiscountCreateInput!, $key: ID!) {
      exclusiveDiscountCreate(input: $input, idempotencyKey: $key) {
        exclusiveDiscount { id number name status validFrom validUntil netTotal ${MONEY} }
        userErrors { code }
      }
    }`,
    variables: ({ customerId, productId, specificationId }) => ({
      key: UNIQUE,
      input: {
        customerId: `cus_${customerId}`,
        productId: `prd_${productId}`,
        name: `bench ${UNIQUE}`,
        lines: [{ specificationId: `spc_${specificationId}`, payRate: '0.9' }],
        ...PERIOD,
      },
    }),
    writes: true,
    /** The part of a new row that does not differ between runs. */
    agreed({ exclusiveDiscountCreate: { exclusiveDiscount, userErrors } }) {
      const { id, number, name, ...rest } = exclusiveDiscount ?? {};
      return { exclusiveDiscountCreate: { exclusiveDiscount: rest, userErrors } };
    },
  },
];

/**
 * The best-selling products of a year. Products with equal sales have no order, and those with the last
 * value may differ.
 */
function ranked({ nodes, ...rest }: any): any {
  const amount = (node: any) => Number(node.cash.amount);
  const least = Math.min(...nodes.map(amount));
  const sure = nodes.filter((node: any) => amount(node) > least);
  const order = (a: any, b: any) => amount(b) - amount(a) || (a.product.id < b.product.id ? -1 : 1);
  return { ...rest, nodes: sure.toSorted(order) };
}
