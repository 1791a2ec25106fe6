import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType } from '../../../platform/schema/types.ts';

export const DerivationRuleEnum = enumType('DerivationRule', 'Formula of an amount (算式).', {
  OWN_SALE:
    "Settlement of the partner's own sale: cash × share ratio, converted from the product's VAT to that of the service fee (自有销售).",
  JOINT_SALE: 'Settlement of a joint sale: cash × share ratio, tax already included (联合销售).',
  LEGACY_MARGIN:
    'Settlement of a margin sale: (deal price − floor price) × share ratio, VAT converted.',
  REFUND_PART: 'Deduction for a refund of a part: settled × refunded cash ÷ original cash.',
  REFUND_REST:
    'Deduction for the last refund of a line: all that is not deducted yet, so that the refunds add up to the settlement.',
  ADJUSTMENT: 'Correction of an earlier bill, decided by operations (调整).',
  BILL_GROSS: 'Sum of the rounded lines by kind.',
  BILL_NET: 'Amount without tax: gross ÷ (1 + VAT rate of the service fee).',
  BILL_TAX: 'Tax: gross − net.',
  PRICE_BY_RATE: 'Deal price: list price × pay rate.',
  PRICE_BY_NET: 'Deal price: net price of one unit × quantity.',
});

export const DerivationUnitEnum = enumType('DerivationUnit', 'Unit of an input.', {
  CNY: 'Amount in yuan with two decimals.',
  RATE: 'Share of one, 0 to 1.',
  COUNT: 'Whole number.',
});

export const DerivationRoundingEnum = enumType('DerivationRounding', 'Rounding of a result.', {
  HALF_UP: 'Once, at the end, to 0.01; half is rounded away from zero (四舍五入到分).',
});

@ObjectType('DerivationInput', {
  simpleResolvers: true,
  description: 'Named number that enters a formula.',
})
export class DerivationInputType {
  @Field(() => String, { description: 'Name in the formula, for example `shareRatio`.' })
  name!: string;

  @Field(() => scalar.decimal, { description: 'Exact value: "368000.00", "0.08".' })
  value!: string;

  @Field(() => DerivationUnitEnum, { description: 'Unit of the value.' })
  unit!: keyof typeof DerivationUnitEnum;
}

@ObjectType('DerivationStep', {
  simpleResolvers: true,
  description: 'Operation of a calculation with the value after it.',
})
export class DerivationStepType {
  @Field(() => String, {
    description: 'Operator with its operand, for example `* shareRatio`; the first step has none.',
  })
  operation!: string;

  @Field(() => scalar.decimal, {
    description: 'Value after the operation, cut off after six decimals.',
  })
  value!: string;

  @Field(() => Boolean, { description: 'Whether the value is complete; false if it is cut off.' })
  isExact!: boolean;
}

@ObjectType('Derivation', {
  simpleResolvers: true,
  description:
    'Calculation of an amount from its inputs (算法). The formula over the exact inputs, rounded once, gives the result.',
})
export class DerivationType {
  @Field(() => DerivationRuleEnum, { description: 'Rule that the formula follows.' })
  rule!: keyof typeof DerivationRuleEnum;

  @Field(() => String, {
    description:
      'Expression over the names of the inputs, with integers, `+ - * /` and parentheses. It is evaluated from left to right, without rounding; no operator takes precedence.',
  })
  formula!: string;

  @Field(() => String, { description: 'Version of the formula: month from which it applies.' })
  version!: string;

  @Field(() => [DerivationInputType], { description: 'Inputs in the order of the formula.' })
  inputs!: DerivationInputType[];

  @Field(() => [DerivationStepType], { description: 'Operations from left to right.' })
  steps!: DerivationStepType[];

  @Field(() => DerivationRoundingEnum, { description: 'Rounding of the last value.' })
  rounding!: keyof typeof DerivationRoundingEnum;

  @Field(() => MoneyType, { description: 'Amount that the derivation explains.' })
  result!: MoneyType;
}
