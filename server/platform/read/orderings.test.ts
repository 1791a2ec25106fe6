import { describe, expect, it } from '@jest/globals';
import { ALL, BY_ACCESS, declareParties, type PartiesOf } from '../db/parties.ts';
import type { IndexModel, TableModel } from '../sql/columns.ts';
import { sql } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import type { ReadModel } from './model.ts';
import { checkOrderings } from './orderings.ts';

const index = (...columns: string[]): IndexModel => ({ columns, isPartial: false });
const uuid = { column: '', nullable: false, type: 'uuid' };
const NAMES = ['id', 'partnerId', 'sellerId', 'customerId', 'memberId', 'createdAt', 'endsAt'];
const tableOf = (table: string, indexes: readonly IndexModel[]): TableModel => ({
  table,
  columns: new Map(
    [...NAMES, 'late'].map((name) => [name, { ...uuid, nullable: name === 'late' }]),
  ),
  indexes,
});

type Row = Record<(typeof NAMES)[number], unknown>;

interface Listed {
  readonly parties: PartiesOf<Row>;
  readonly roles: readonly Role[];
  readonly indexes: readonly IndexModel[];
  readonly order?: readonly string[];
  readonly accessIndexes?: readonly IndexModel[];
  readonly isWhole?: boolean;
}

/** A list of offers with one ordering. */
function check({ parties, roles, indexes, order, accessIndexes, isWhole = true }: Listed): void {
  const spec = {
    roots: { offers: { page: 'Offers.' } },
    ...(!isWhole && { rows: () => sql`true` }),
  };
  const access = {
    table: tableOf('offer_access', accessIndexes ?? []),
    tenant: 'orgId',
    copies: { id: 'offerId', endsAt: 'offerEndsAt' },
  };
  checkOrderings({
    name: 'Offer',
    reads: { spec },
    orders: new Map([['ENDING', order ?? ['endsAt', 'id']]]),
    table: tableOf('offer', indexes),
    parties: declareParties<Row>(parties),
    access,
    roles,
  } as unknown as ReadModel);
}

describe('an ordering has an index for every side that may ask', () => {
  const parties: PartiesOf<Row> = {
    partner: 'partnerId',
    seller: 'sellerId',
    customer: { column: 'customerId', few: true },
    operator: ALL,
  };
  const roles: readonly Role[] = ['csp.owner', 'seller.manager', 'buyer', 'operator'];
  const indexes = [
    index('endsAt', 'id', 'createdAt'),
    index('partnerId', 'endsAt', 'id'),
    index('sellerId', 'endsAt', 'id'),
    index('customerId', 'createdAt', 'id'),
  ];

  it('by the column of the party, by all rows, and by any index for the few rows of a customer', () => {
    expect(() => check({ parties, roles, indexes })).not.toThrow();
  });

  it.each([
    [0, 'operator', '(endsAt, id)'],
    [1, 'partner', '(partnerId, endsAt, id)'],
    [2, 'seller', '(sellerId, endsAt, id)'],
    [3, 'customer', '(customerId)'],
  ])('names type, ordering, side and index if index %i is missing', (missing, side, wanted) => {
    expect(() => check({ parties, roles, indexes: indexes.toSpliced(missing, 1) })).toThrow(
      `Offer: the ordering ENDING has no index for the side ${side}: declare ${wanted} of offer`,
    );
  });

  it('asks for no index for a side whose roles may not list the type', () => {
    expect(() => check({ parties, roles: ['csp.owner'], indexes: [indexes[1]!] })).not.toThrow();
  });

  it('does not accept an index that only ends in the ordering, or a partial one for a whole table', () => {
    const other = { parties: { operator: ALL } as const, roles: ['operator'] as const };
    expect(() => check({ ...other, indexes: [index('sellerId', 'endsAt', 'id')] })).toThrow();
    const partial = [{ ...index('endsAt', 'id'), isPartial: true }];
    expect(() => check({ ...other, indexes: partial })).toThrow();
    expect(() => check({ ...other, indexes: partial, isWhole: false })).not.toThrow();
  });

  it('expects an index of all rows if a side sees more rows than those of its column', () => {
    const open: Listed = {
      parties: {
        partner: { column: 'partnerId', also: (_, me) => sql`${me.tenantId} is not null` },
      },
      roles: ['csp.owner'],
      indexes: [index('partnerId', 'endsAt', 'id')],
    };
    expect(() => check(open)).toThrow('declare (endsAt, id) of offer');
  });

  it('expects the index of a member’s own rows by the column that finds them', () => {
    const own: Listed = {
      parties: { partner: { column: 'partnerId', by: 'memberId' } },
      roles: ['csp.owner'],
      indexes: [index('partnerId', 'endsAt', 'id')],
    };
    expect(() => check(own)).toThrow('declare (memberId, endsAt, id) of offer');
    expect(() => check({ ...own, indexes: [index('memberId', 'endsAt', 'id')] })).not.toThrow();
  });

  it('expects an index of the access rows for a side that sees rows by access', () => {
    const byAccess: Listed = {
      parties: { partner: BY_ACCESS, rep: BY_ACCESS },
      roles: ['csp.owner', 'csp.rep'],
      indexes: [],
    };
    expect(() => check(byAccess)).toThrow('declare (orgId, offerEndsAt, offerId) of offer_access');
    const accessIndexes = [index('orgId', 'offerEndsAt', 'offerId')];
    expect(() => check({ ...byAccess, accessIndexes })).not.toThrow();
    expect(() => check({ ...byAccess, accessIndexes, order: ['createdAt', 'id'] })).toThrow(
      'a copy of createdAt',
    );
  });

  it('refuses a column that may be null', () => {
    expect(() => check({ parties, roles, indexes, order: ['late', 'id'] })).toThrow('may be null');
  });
});
