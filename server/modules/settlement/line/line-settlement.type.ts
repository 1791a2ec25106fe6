import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType } from '../../../platform/schema/types.ts';
import { BillingBlockerEnum } from './line-billing.type.ts';

export const SettlementActorEnum = enumType(
  'SettlementActor',
  'Side that must act before a line is billed (等谁).',
  {
    CUSTOMER: 'Customer: acceptance or repayment (客户).',
    SELLER: 'Seller: delivery or an agreed share (商家).',
    PARTNER: 'Partner: its business information (服务商).',
    OPERATOR: 'Marketplace operations: review, certification or release (运营).',
    CLOCK: 'Nobody: only time must pass (系统).',
  },
);

@ObjectType('SettlementBlocker', {
  simpleResolvers: true,
  description: 'Reason why an order line is not billed yet, with the side that must act.',
})
export class SettlementBlockerType {
  @Field(() => BillingBlockerEnum, { description: 'Reason.' })
  code!: keyof typeof BillingBlockerEnum;

  @Field(() => SettlementActorEnum, { description: 'Side that must act.' })
  who!: keyof typeof SettlementActorEnum;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time since which the reason holds; null if it is not known.',
  })
  since!: Date | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time at which the reason ends or its deadline expires: the run day, the time of effect, the deadline of the delivery. Null for a reason without a time.',
  })
  until!: Date | null;
}

@ObjectType('LineSettlement', {
  simpleResolvers: true,
  description: 'Whether, when and for how much an order line is billed to its partner (出账条件).',
})
export class LineSettlementType {
  @Field(() => Boolean, {
    description: 'Whether nobody has to act: the line is billed, or awaits only the bill run.',
  })
  ready!: boolean;

  @Field(() => [SettlementBlockerType], {
    description: 'Reasons why the line is not billed yet; empty if it is.',
  })
  blockers!: SettlementBlockerType[];

  @Field(() => scalar.month, {
    nullable: true,
    description:
      'Month of the bill, or of the bill that will hold the line if each reason ends in time; null if that is open (预计账期).',
  })
  expectedPeriod!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Settlement amount of the bill line; before the bill an estimate at current rates. Null without an agreed share ratio, and for a line that is never billed (预计结算).',
  })
  expectedAmount!: MoneyType | null;
}
