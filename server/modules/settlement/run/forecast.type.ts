import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import { ProductTypeEnum } from '../../catalog/index.ts';
import { BillRunBoundEnum, BillRunPartnerStatusEnum } from './run.type.ts';

@ObjectType('SettlementForecastGroup', {
  simpleResolvers: true,
  description: 'Pending lines of one product type; the threshold applies to their sum.',
})
export class SettlementForecastGroupType {
  @Field(() => ProductTypeEnum, { description: 'Type of the product.' })
  productType!: keyof typeof ProductTypeEnum;

  @Field(() => Int, { description: 'Number of lines.' })
  lineCount!: number;

  @Field(() => MoneyType, { description: 'Sum of the settlement amounts, including tax.' })
  amount!: MoneyType;

  @Field(() => Boolean, {
    description: 'Whether the sum is below the threshold, so that the lines are carried over.',
  })
  isCarriedOver!: boolean;
}

@ObjectType('SettlementForecast', {
  simpleResolvers: true,
  description: 'Bill that the run of an open month will make if nothing else happens (账期预测).',
})
export class SettlementForecastType {
  @Field(() => scalar.month, { description: 'Month of the bill.' })
  period!: string;

  @Field(() => scalar.dateTime, { description: '00:00 of the run day (出账日).' })
  runAt!: Date;

  @Field(() => BillRunPartnerStatusEnum, { description: 'Outcome of the run as of now.' })
  status!: keyof typeof BillRunPartnerStatusEnum;

  @Field(() => BillRunBoundEnum, {
    nullable: true,
    description: 'Safety bound that will park the bill.',
  })
  bound!: keyof typeof BillRunBoundEnum | null;

  @Field(() => MoneyType, { description: 'Amount of the bill, including tax; 0 without a bill.' })
  gross!: MoneyType;

  @Field(() => MoneyType, { description: 'Gross without tax.' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Tax: gross less net.' })
  tax!: MoneyType;

  @Field(() => MoneyType, { description: 'Part of the gross from lines of earlier months.' })
  carriedIn!: MoneyType;

  @Field(() => Int, { description: 'Number of lines of the bill.' })
  lineCount!: number;

  @Field(() => [SettlementForecastGroupType], { description: 'Pending lines by product type.' })
  groups!: SettlementForecastGroupType[];
}

@ObjectType('BillRunPreviewPartner', {
  simpleResolvers: true,
  description: 'Outcome that a bill run would have for one partner.',
})
export class BillRunPreviewPartnerType {
  @Field(() => ID, { description: 'Global id of the partner.' })
  partnerId!: string;

  @Field(() => String, { description: 'Name of the partner.' })
  partnerName!: string;

  @Field(() => BillRunPartnerStatusEnum, { description: 'Outcome.' })
  status!: keyof typeof BillRunPartnerStatusEnum;

  @Field(() => BillRunBoundEnum, {
    nullable: true,
    description: 'Safety bound that would park the partner.',
  })
  bound!: keyof typeof BillRunBoundEnum | null;

  @Field(() => MoneyType, { description: 'Sum of all pending lines, including carried ones.' })
  pending!: MoneyType;

  @Field(() => MoneyType, { description: 'Amount of the bill that would be made or parked.' })
  gross!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: "Mean of the partner's last three bills; null with fewer.",
  })
  usual!: MoneyType | null;

  @Field(() => Int, { description: 'Number of lines of the bill.' })
  lineCount!: number;
}

@ObjectType('BillRunPreview', {
  simpleResolvers: true,
  description: 'Dry run of a month: nothing is stored (试算).',
})
export class BillRunPreviewType {
  @Field(() => scalar.month, { description: 'Month.' })
  period!: string;

  @Field(() => scalar.dateTime, { description: 'End of the month.' })
  cutoffAt!: Date;

  @Field(() => scalar.dateTime, { description: '00:00 of the run day.' })
  runAt!: Date;

  @Field(() => Int, { description: 'Number of bills that would be made.' })
  billCount!: number;

  @Field(() => MoneyType, { description: 'Sum of the bills that would be made.' })
  gross!: MoneyType;

  @Field(() => [BillRunPreviewPartnerType], {
    description: 'Partners with pending lines, parked ones first, then by amount.',
  })
  partners!: BillRunPreviewPartnerType[];
}
