import { beforeAll, describe, expect, it } from '@jest/globals';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { ALL } from '../db/parties.ts';
import { objectType } from '../schema/declare.ts';
import { discoverTables } from '../sql/columns.ts';
import { sql } from '../sql/sql.ts';
import { computed } from './computed.ts';
import { type ReadSpec, type Reads, reads } from './declare.ts';
import { filter } from './filters.ts';
import { checkHidden, type Hidden, hiddenFrom } from './hidden.ts';
import { measure } from './measures.ts';
import { buildModels, type ReadModel } from './model.ts';
import { pageRequest } from './page-request.ts';
import { report } from './report/declare.ts';
import { dimension } from './report/dimensions.ts';
import { buildReports } from './report/model.ts';
import { reportRequest } from './report/request.ts';
import { sight, unlessBuyer, visibleTo } from './visible.ts';

const SaleEntity = aggregate({
  name: 'HiddenSale',
  parties: { seller: 'sellerId', customer: 'customerId', operator: ALL },
  properties: {
    ...p.record(),
    sellerId: p.uuid(),
    customerId: p.uuid(),
    title: p.text(),
    margin: p.text(),
    marginMinor: p.bigint('bigint'),
    marginOrZero: p.bigint('bigint').generated('coalesce(margin_minor, 0) stored'),
    searchKey: p.text(),
  },
  indexes: [{ name: 'hidden_sale_margin', properties: ['margin'] }],
});

const named = (name: string, type: () => object) => ({
  name,
  type,
  description: name,
  nullable: true,
});
const SaleType = objectType('HiddenSale', 'A sale.', [
  named('id', () => String),
  named('title', () => String),
  named('margin', () => String),
  named('marginAmount', () => String),
]);

/** A type whose margin customers may not read, with a part of a declaration that says nothing about it. */
function modelOf(open: Partial<ReadSpec>): { model: ReadModel; type: Reads } {
  const type = reads(SaleType, SaleEntity, {
    id: 'hsl',
    fields: {
      margin: unlessBuyer<string>((d) => d.margin!),
      marginAmount: unlessBuyer<string>((d) => computed.money(d.marginMinor!), 'json'),
    },
    holds: { searchKey: ['title'] },
    roots: { hiddenSales: { page: 'Sales.' } },
    ...open,
  } as never) as unknown as Reads;
  const models = buildModels([type], [], () => []);
  return { model: models.get(type)!, type };
}

/** Names that a part of the declaration closes to customers and to sellers. */
const closedBy = (
  open: Partial<ReadSpec>,
  kind: Exclude<keyof Hidden, 'columns'>,
): readonly string[][] =>
  (['buyer', 'seller.manager'] as const).map((role) => [
    ...hiddenFrom(modelOf(open).model, role)[kind],
  ]);

beforeAll(() => discoverTables([SaleEntity]));

describe('a column that only a hidden field shows is closed to the same roles, by', () => {
  it.each<readonly [string, Partial<ReadSpec>, Exclude<keyof Hidden, 'columns'>]>([
    [
      'a filter of words',
      { filters: { one: filter.anyOf<string>('margin', String, 'X.') } },
      'filters',
    ],
    [
      'a filter of a condition',
      { filters: { one: filter.holds<string>((d) => sql`${d.margin!} is not null`, 'X.') } },
      'filters',
    ],
    [
      'a filter of a generated column',
      { filters: { one: filter.holds<string>((d) => sql`${d.marginOrZero!} > 0`, 'X.') } },
      'filters',
    ],
    [
      'a search text that holds it',
      {
        filters: { one: filter.search<string>('searchKey', 'X.') },
        holds: { searchKey: ['title', 'margin'] },
      },
      'filters',
    ],
    [
      'a filter that names its roles',
      {
        filters: {
          one: { ...filter.search<string>('title', 'X.'), sees: sight.unless('customer') },
        },
      },
      'filters',
    ],
    [
      'an ordering',
      { orders: { CREATED: ['createdAt', 'id'], one: ['marginOrZero', 'id'] } },
      'orders',
    ],
    ['a key', { keys: { margin: 'X.' } }, 'keys'],
    ['a measure', { measures: { one: measure.sum<string>('marginMinor', 'X.') } }, 'measures'],
    [
      'the measure of a hidden field',
      { measures: { marginAmount: measure.sum<string>(() => sql`1`, 'X.') } },
      'measures',
    ],
  ])('%s', (_, open, kind) => {
    const [buyer, seller] = closedBy(open, kind);
    const [name] = kind === 'keys' ? ['margin'] : Object.keys(open[kind]!).slice(-1);
    expect(buyer).toEqual([name]);
    expect(seller).toEqual([]);
  });

  it('but is open if another field shows it', () => {
    const open = { filters: { one: filter.anyOf<string>('margin', String, 'X.') } };
    const fields: ReadSpec['fields'] = { margin: (d) => d.margin! };
    expect(closedBy({ ...open, fields }, 'filters')).toEqual([[], []]);
  });

  it('so that its use is FORBIDDEN to them, and other roles use it', () => {
    const { model } = modelOf({
      filters: { one: filter.anyOf<string>('margin', String, 'X.') },
      orders: { CREATED: ['createdAt', 'id'], MARGIN: ['marginOrZero', 'id'] },
    });
    const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });
    const filtered = { filter: { one: ['x'] } };
    const ordered = { orderBy: { field: 'MARGIN', direction: 'ASC' as const } };
    expect(() => pageRequest(model, 'buyer', filtered)).toThrow(forbidden as never);
    expect(() => pageRequest(model, 'buyer', ordered)).toThrow(forbidden as never);
    for (const given of [filtered, ordered])
      expect(() => pageRequest(model, 'seller.manager', given)).not.toThrow();
    expect(() => pageRequest(model, 'buyer', { filter: { one: null } })).not.toThrow();
  });
});

describe('a report over the rows', () => {
  const reportOf = (more: object = {}) => {
    const { model, type } = modelOf({
      filters: { one: filter.anyOf<string>('margin', String, 'X.') },
    });
    const declared = report({
      name: 'hiddenReport',
      description: 'X.',
      over: type as never,
      dimensions: { margin: dimension.column<string>('margin', String, 'X.') },
      filters: ['one'],
      measures: {
        margin: measure.sum<string>('marginMinor', 'X.'),
        count: measure.count<string>('X.'),
      },
      ...more,
    });
    return buildReports([declared], new Map([[type, model]])).get('hiddenReport')!;
  };

  it('closes dimensions, filters and measures as the list does', () => {
    const hidden = reportOf().hiddenFrom('buyer');
    expect([hidden.dimensions, hidden.filters, hidden.measures].map((names) => [...names])).toEqual(
      [['margin'], ['one'], ['margin']],
    );
    expect([...reportOf().nullable]).toEqual(['margin']);
    const ask = (groupBy: string[], filter = {}) =>
      reportRequest(reportOf(), 'buyer', { groupBy, filter, first: 1 });
    const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });
    expect(() => ask(['margin'])).toThrow(forbidden as never);
    expect(() => ask([], { one: ['x'] })).toThrow(forbidden as never);
    expect(() => ask([])).not.toThrow();
  });

  it('does not boot if the rows that count tell it', () => {
    const rows = (d: { margin: never }) => sql`${d.margin} is not null`;
    expect(() => reportOf({ rows })).toThrow('hiddenReport: its rows tell buyer');
    expect(() => reportOf({ rows, roles: ['operator'] })).not.toThrow();
  });
});

describe('a declaration that says too little does not boot', () => {
  it('if a search text of a type with hidden fields does not say what it holds', () => {
    const searched = { filters: { search: filter.search<string>('searchKey', 'X.') } };
    expect(() => checkHidden(modelOf({ ...searched, holds: {} }).model)).toThrow(
      'HiddenSale: say by `holds` which columns searchKey holds, because buyer may not read all of them',
    );
    expect(() => checkHidden(modelOf(searched).model)).not.toThrow();
  });

  it('if a role may not read the columns of the default ordering', () => {
    expect(() =>
      checkHidden(modelOf({ orders: { MARGIN: ['marginOrZero', 'id'] } }).model),
    ).toThrow('HiddenSale: buyer may not read the columns of the default ordering');
  });
});

it('shows the system every value', () => {
  const value = visibleTo<'margin'>(sight.of('seller'), (d) => d.margin);
  const d = { margin: sql`d.margin` };
  const shown = (['system', 'seller.finance', 'buyer'] as const).map((role) =>
    sql.textOf(value(d, sql.viewer, role)),
  );
  expect(shown).toEqual(['d.margin', 'd.margin', 'null::text']);
});
