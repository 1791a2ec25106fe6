import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { globalId } from '../../../platform/ids.ts';
import { money } from '../../../platform/money.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { partner, partnerAsked } from '../../partners/index.ts';
import type { ComputedBill } from '../formula/compute-bill.ts';
import { readers } from '../line/order-line-billing.edge.ts';
import { forecastBill, nextPeriod } from './forecast.read.ts';
import {
  type BillRunPreviewPartnerType,
  BillRunPreviewType,
  type SettlementForecastGroupType,
  SettlementForecastType,
} from './forecast.type.ts';
import { partnerNames, previewRun, runTimeOf } from './run-preview.read.ts';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

const groupsOf = ({ pendingLines, carriedOver }: ComputedBill): SettlementForecastGroupType[] =>
  [...Map.groupBy(pendingLines, ({ productType }) => productType)].map(([productType, lines]) => ({
    productType,
    lineCount: lines.length,
    amount: money.wire(sum(lines.map(({ settlementMinor }) => settlementMinor))),
    isCarriedOver: carriedOver.includes(productType),
  }));

@Resolver()
export class BillRunResolver {
  @Query(() => BillRunPreviewType, {
    description:
      'Dry run of a month for all partners; of an open month, what would be billed as of now. Nothing is stored.',
  })
  @Access('operator')
  async billRunPreview(
    @Arg('period', () => scalar.month, { description: 'Month.' }) period: string,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<BillRunPreviewType> {
    return await deps.db.transaction(viewer!, async (tx) => {
      const run = await runTimeOf(tx, period);
      const [found, names] = await Promise.all([previewRun(tx, run), partnerNames(tx)]);
      const billed = found.filter(({ status }) => status === 'BILLED');
      const partners = found
        .toSorted(
          (a, b) =>
            Number(b.status === 'PARKED') - Number(a.status === 'PARKED') ||
            Number(b.bill.grossMinor - a.bill.grossMinor),
        )
        .map(
          ({ partnerId, status, bound, bill, usualMinor }): BillRunPreviewPartnerType => ({
            partnerId: globalId(partner.spec.id, partnerId),
            partnerName: names.get(partnerId)!,
            status,
            bound,
            pending: money.wire(bill.pendingMinor),
            gross: money.wire(bill.grossMinor),
            usual: usualMinor === null ? null : money.wire(usualMinor),
            lineCount: bill.lines.length,
          }),
        );
      return {
        period,
        cutoffAt: run.cutoffAt,
        runAt: run.runAt,
        billCount: billed.length,
        gross: money.wire(sum(billed.map(({ bill }) => bill.grossMinor))),
        partners,
      };
    });
  }

  @Query(() => SettlementForecastType, {
    description:
      'Bill of a month that is not billed yet, as of now: by the computation of the run itself (账期预测).',
  })
  @Access(...readers.filter((role) => role !== 'system'))
  async settlementForecast(
    @Arg('period', () => scalar.month, {
      nullable: true,
      description: 'Month, at the latest the current one. Default: the month of the next bill.',
    })
    asked: string | undefined,
    @Arg('partnerId', () => ID, {
      nullable: true,
      description: 'Partner; a partner asks about itself only and can omit it.',
    })
    named: string | undefined,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<SettlementForecastType> {
    const partnerId = partnerAsked(viewer!, named && globalId.decode(partner.spec.id, named));
    const now = deps.clock.now();
    const { period, runAt, status, bound, bill } = await deps.db.transaction(
      viewer!,
      async (tx) =>
        await forecastBill(tx, partnerId, asked ?? (await nextPeriod(tx, partnerId, now)), now),
    );
    return {
      period,
      runAt,
      status,
      bound,
      gross: money.wire(bill.grossMinor),
      net: money.wire(bill.netMinor),
      tax: money.wire(bill.taxMinor),
      carriedIn: money.wire(bill.carriedInMinor),
      lineCount: bill.lines.length,
      groups: groupsOf(bill),
    };
  }
}
