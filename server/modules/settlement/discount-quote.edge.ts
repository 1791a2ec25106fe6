import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import type { Rows } from '../../platform/db/transaction.ts';
import { money } from '../../platform/money.ts';
import { MoneyType } from '../../platform/schema/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import { DiscountQuoteType } from '../discounts/index.ts';
import { outputVatRate, STRATEGIES } from '../orders/index.ts';
import { TaxpayerProfileEntity } from '../partners/index.ts';
import { settle, shareBase } from './formula/formulas.ts';
import { serviceVatRate } from './formula/service-vat.read.ts';

/** Settlement of one sale at the quoted prices, in minor units: by the formulas and the rates of now. */
async function settledOf(
  tx: Rows,
  partnerId: string,
  { shareRatio, sales }: DiscountQuoteType,
  now: Date,
): Promise<bigint> {
  const [profile] = await tx.rows<{ type: 'GENERAL' | 'SMALL_SCALE' }>(
    sql`select taxpayer_type as type from ${sql.table(TaxpayerProfileEntity)} where id = ${partnerId}`,
  );
  const serviceVat = await serviceVatRate(tx, profile?.type ?? 'GENERAL', now);
  const amounts = await Promise.all(
    sales.map(async ({ netMinor, floorMinor, ...sale }) => {
      const strategy = STRATEGIES[sale.saleModel];
      const base = shareBase(strategy, { dealMinor: netMinor, cashMinor: netMinor, floorMinor });
      return settle(base, {
        strategy,
        shareRatio: shareRatio!,
        productVatRate: await outputVatRate(tx, sale, now),
        serviceVatRate: serviceVat,
      });
    }),
  );
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

@Resolver(() => DiscountQuoteType)
export class DiscountQuoteShareResolver {
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      'Estimated settlement of the partner for one period, including tax, as a bill computes it now: paid in cash without vouchers (预估结算金额).',
  })
  async estimatedShare(
    @Root() quote: DiscountQuoteType,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<MoneyType | null> {
    if (quote.shareRatio === null) return null;
    return money.wire(
      await deps.db.transaction(viewer!, (tx) =>
        settledOf(tx, viewer!.tenantId, quote, deps.clock.now()),
      ),
    );
  }
}
