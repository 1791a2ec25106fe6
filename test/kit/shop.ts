import type { EntitySchema } from '@mikro-orm/core';
import { buildSchema, type GraphQLSchema, getOperationAST, parse } from 'graphql';
import {
  ALL,
  BY_ACCESS,
  declareParties,
  type HasParties,
  PARTIES,
  type Parties,
  partiesOf,
} from '../../server/platform/db/parties.ts';
import { computed } from '../../server/platform/read/computed.ts';
import { type ReadSpec, type Reads, reads, relation } from '../../server/platform/read/declare.ts';
import { keysOf } from '../../server/platform/read/keys.ts';
import { measure } from '../../server/platform/read/measures.ts';
import {
  type FieldPlan,
  type Models,
  plansFrom,
  type ReadModel,
} from '../../server/platform/read/model.ts';
import { type Built, buildPlan, type PlanRequest } from '../../server/platform/read/plan/build.ts';
import { report } from '../../server/platform/read/report/declare.ts';
import { dimension } from '../../server/platform/read/report/dimensions.ts';
import { buildReports } from '../../server/platform/read/report/model.ts';
import { sight, visibleTo } from '../../server/platform/read/visible.ts';
import type { TableModel } from '../../server/platform/sql/columns.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import type { Role } from '../../server/platform/viewer.ts';

const PAGE = 'first: Int, after: String, last: Int, before: String';

/** A schema of two types: enough to exercise each pass of the planner without a database. */
const schema: GraphQLSchema = buildSchema(`
  interface Node { id: ID! }
  type Customer implements Node {
    id: ID! name: String! note: String createdAt: DateTime! big: Boolean! initials: String! rating: Rating tags: [String!]!
    newest: Order best: Order orders(${PAGE}): OrderConnection! lines: [Order!]!
  }
  type Order implements Node { id: ID! number: Int! paidBy: String! paid: Money! margin: Money }
  type Rating { stars: Int! by: String! }
  type Money { amount: String! currency: String! }
  type OrderTotals { paid: Money! margin: Money }
  scalar DateTime
  type Me { name: String! side: String! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Count { value: Int! isExact: Boolean! }
  type CustomerEdge { node: Customer! cursor: String! }
  type CustomerConnection { nodes: [Customer!]! edges: [CustomerEdge!]! pageInfo: PageInfo! count: Count! }
  type OrderEdge { node: Order! cursor: String! }
  type OrderConnection { nodes: [Order!]! edges: [OrderEdge!]! pageInfo: PageInfo! count: Count! totals: OrderTotals! }
  enum OrderReportDimension { customer }
  type OrderReportRow { customer: Customer paid: Money! }
  type OrderReport { rows: [OrderReportRow!]! isComplete: Boolean! }
  input CustomerBy { id: ID name: String }
  type Query {
    customers(${PAGE}): CustomerConnection!
    customer(by: CustomerBy!): Customer
    orders(${PAGE}): OrderConnection!
    orderReport(groupBy: [OrderReportDimension!]!, first: Int!): OrderReport!
    node(id: ID!): Node
    weather: String
    me: Me!
  }`);

/** Entities in name only: what they say of their parties, without a table. */
const parted = (parties: Parties): HasParties & EntitySchema => ({ [PARTIES]: parties }) as never;
const orderEntity = parted(declareParties({ partner: 'sellerId', operator: ALL }));
const customerEntity = parted({
  ...declareParties({ partner: 'partnerId', seller: BY_ACCESS, operator: ALL }),
  grant: {
    entity: {} as never,
    tenant: 'orgId',
    when: (a) => sql`${a.level!} > 0`,
    copies: { id: 'customerId', name: 'customerName' },
  },
});

const order: Reads = readsOf(orderEntity, {
  id: 'ord',
  fields: {
    paidBy: (d) => sql`upper(${d.payer!})`,
    paid: (d) => computed.money(d.paidMinor!),
    margin: visibleTo(
      sight.of('operator'),
      (d) => computed.money(sql`${d.paidMinor!} - ${d.costMinor!}`),
      'json',
    ),
  },
  measures: {
    paid: measure.sum('paidMinor', 'Paid.'),
    margin: measure.sum((d) => sql`${d.paidMinor!} - ${d.costMinor!}`, 'Margin.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { orders: { page: 'Orders.', most: 1_000 } },
});
const customer: Reads = readsOf(customerEntity, {
  id: 'cus',
  fields: {
    initials: computed.code(['name'], ({ name }) => String(name).slice(0, 1) || null),
    rating: computed.upstream('ratings', (d) => sql`lower(${d.note!})`),
  },
  relations: {
    newest: relation.one(() => order, 'newestId', 'Its newest order.'),
    best: relation.chosen(
      () => order,
      {
        among: (o, c) => sql`${o.customerId!} = ${c.id!}`,
        first: (o) => sql`${o.number!} desc`,
      },
      'Its largest order.',
    ),
    orders: relation.page(() => order, 'customerId', 'Its orders.'),
    lines: relation.some(() => order, 'customerId', 'A few.', { orderBy: 'number', max: 3 }),
  },
  orders: { NAME: ['name', 'id'] },
  direction: 'ASC',
  roots: {
    customers: { page: 'Customers.' },
    customer: { one: 'One.' },
  },
  keys: { name: 'Name.' },
});

function readsOf(entity: Reads['entity'], spec: ReadSpec): Reads {
  return reads(Object as never, [entity, undefined], spec as never);
}

const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customer: {
    id: 'uuid',
    partnerId: 'uuid',
    newestId: 'uuid',
    name: 'text',
    note: 'text',
    createdAt: 'timestamptz',
    big: 'boolean',
    tags: 'text',
  },
  customer_access: { orgId: 'uuid', customerId: 'uuid', customerName: 'text', level: 'int' },
  order: {
    id: 'uuid',
    sellerId: 'uuid',
    customerId: 'uuid',
    number: 'int',
    payer: 'text',
    paidMinor: 'bigint',
    costMinor: 'bigint',
    createdAt: 'timestamptz',
  },
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const tableOf = (table: string): TableModel => ({
  table,
  columns: new Map(
    Object.entries(COLUMNS[table]!).map(([property, type]) => [
      property,
      { column: snake(property), nullable: property === 'note', type },
    ]),
  ),
  indexes: [],
});

function modelOf(name: string, reads: Reads): ReadModel {
  const table = tableOf(name.toLowerCase());
  const parties = partiesOf(reads.entity);
  const relations = new Map(Object.entries(reads.spec.relations ?? {}));
  const fields = new Map<string, FieldPlan>([
    ...[...table.columns].map(([property, column]): [string, FieldPlan] => [
      property,
      { kind: 'column', column, property },
    ]),
    ...Object.entries(reads.spec.fields ?? {}).flatMap(([field, source]): [string, FieldPlan][] => {
      if (typeof source === 'function') return [[field, { kind: 'sql', source, nullable: true }]];
      if ('upstream' in source) return plansFrom(field, source);
      return [[field, { kind: 'code', source } as FieldPlan]];
    }),
    ...[...relations].map(([field, relation]): [string, FieldPlan] => [
      field,
      { kind: 'relation', relation },
    ]),
    ['id', { kind: 'id', prefix: reads.spec.id }],
  ]);
  return {
    name,
    reads,
    table,
    parties,
    access: parties.grant ? { ...parties.grant, table: tableOf('customer_access') } : null,
    assignment: null,
    fields,
    relations,
    filters: new Map(),
    keys: keysOf(reads),
    orders: new Map(Object.entries(reads.spec.orders ?? {})),
    measures: new Map(Object.entries(reads.spec.measures ?? {})),
    edges: [],
    roles: ['csp.owner', 'seller.manager', 'operator'],
  };
}

const models: Models = new Map([
  [customer, modelOf('Customer', customer)],
  [order, modelOf('Order', order)],
]);

Object.assign(schema.getQueryType()!.getFields().me!, {
  extensions: { roles: ['csp.owner', 'operator'] },
});

/** A root field that is no row: a constant and the viewer's name. */
const values = new Map([
  ['me', () => sql.object({ name: sql.viewer.actorName, side: sql.literal('partner') })],
]);

const reports = buildReports(
  [
    report({
      name: 'orderReport',
      description: 'Sums of orders.',
      over: order,
      dimensions: { customer: dimension.refersTo(() => customer, 'customerId', 'Customer.') },
      filters: [],
      measures: { paid: measure.sum('paidMinor', 'Paid.') },
    }),
  ],
  models,
);

export const shop = { schema, models, values, reports };

/** A request to plan a document of the shop. */
export function shopRequest(
  source: string,
  variables: Record<string, unknown> = {},
  role: Role = 'csp.owner',
): PlanRequest {
  const document = parse(source);
  return {
    ...shop,
    document,
    operation: getOperationAST(document)!,
    variables,
    role,
  };
}

/** Plans a document of the shop. */
export const shopPlan = (...request: Parameters<typeof shopRequest>): Built =>
  buildPlan(shopRequest(...request));
