import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { SHARE_STRATEGIES } from '../../../server/modules/orders/index.ts';
import {
  refundDeduction,
  refundDeductionSql,
  type ShareTerms,
  settle,
  settleSql,
  shareBase,
  shareBaseSql,
} from '../../../server/modules/settlement/formula/formulas.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { sizes } from '../../kit/sizes.ts';

let database: FreshDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.superuserUrl);
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

const rate = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((millionths) => (millionths / 1e6).toFixed(6));
const amount = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
const terms: fc.Arbitrary<ShareTerms> = fc.record({
  strategy: fc.constantFrom(...SHARE_STRATEGIES),
  shareRatio: rate,
  productVatRate: rate,
  serviceVatRate: rate,
});

const value = async (expression: string): Promise<string> =>
  (await client.query<{ v: string }>(`select (${expression})::text as v`)).rows[0]!.v;

describe('SQL and code settle alike', () => {
  it('a line of any strategy', async () => {
    await fc.assert(
      fc.asyncProperty(terms, amount, amount, amount, async (given, deal, cash, floor) => {
        const { strategy, shareRatio, productVatRate, serviceVatRate } = given;
        const base = shareBase(strategy, { dealMinor: deal, cashMinor: cash, floorMinor: floor });
        const quoted = `'${strategy}'`;
        const baseSql = shareBaseSql(
          quoted,
          `(${deal})::bigint`,
          `(${cash})::bigint`,
          `(${floor})::bigint`,
        );
        const expression = settleSql(baseSql, {
          strategy: quoted,
          share: `${shareRatio}::numeric(7,6)`,
          v: `${productVatRate}::numeric(7,6)`,
          s: `${serviceVatRate}::numeric(7,6)`,
        });
        expect(await value(expression)).toBe(String(settle(base, given)));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  it('a refund: of a part or the rest, of a line that was adjusted', async () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const line = fc.record({
      settledMinor: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }),
      refundedCashMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      deductedMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    });
    await fc.assert(
      fc.asyncProperty(positive, positive, line, async (cash, refund, settled) => {
        const deduction = refundDeductionSql({
          refund: String(refund),
          settled: `(${settled.settledMinor})`,
          refunded: String(settled.refundedCashMinor),
          deducted: String(settled.deductedMinor),
          cash: String(cash),
        });
        expect(await value(deduction)).toBe(String(refundDeduction(refund, settled, cash)));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });
});
