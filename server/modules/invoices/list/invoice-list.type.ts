import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import { ProductTypeEnum } from '../../catalog/index.ts';

@ObjectType('InvoiceListLine', {
  simpleResolvers: true,
  description:
    'Line of an invoice list (开票清单): the bill lines of one product type. Net and tax of all lines add up to those of the invoice.',
})
export class InvoiceListLineType {
  @Field(() => Int, { description: 'Number of the line, from 1.' })
  position!: number;

  @Field(() => String, {
    description: 'Name of the service on the invoice, with its tax category between asterisks.',
  })
  item!: string;

  @Field(() => ProductTypeEnum, { description: 'Type of the products.' })
  productType!: keyof typeof ProductTypeEnum;

  @Field(() => Int, { description: 'Number of bill lines.' })
  lineCount!: number;

  @Field(() => scalar.decimal, { description: 'VAT rate, 0 to 1.' })
  vatRate!: string;

  @Field(() => MoneyType, { description: 'Sum of the settlement amounts, including tax.' })
  gross!: MoneyType;

  @Field(() => MoneyType, { description: 'Amount without tax.' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Tax: gross less net.' })
  tax!: MoneyType;
}
