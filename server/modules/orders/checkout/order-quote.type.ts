import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { MoneyType, UserErrorType } from '../../../platform/schema/types.ts';
import { TermsFamilyEnum } from './support-terms.type.ts';

@ObjectType('OrderQuoteLine', { simpleResolvers: true, description: 'Price of one line.' })
export class OrderQuoteLineType {
  @Field(() => ID, { description: 'Global id of the specification.' })
  specificationId!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  specificationName!: string;

  @Field(() => ID, { description: 'Global id of the product.' })
  productId!: string;

  @Field(() => String, { description: 'Name of the product.' })
  productName!: string;

  @Field(() => Int, { description: 'Quantity.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'List price of the quantity, including tax.' })
  listPrice!: MoneyType;

  @Field(() => scalar.decimal, {
    description: 'Pay rate: share of the list price that the customer pays.',
  })
  payRate!: string;

  @Field(() => MoneyType, { description: 'Deal price (成交价) of the quantity.' })
  dealPrice!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid with vouchers.' })
  voucher!: MoneyType;

  @Field(() => TermsFamilyEnum, { description: 'Family of the support terms of the line.' })
  termsFamily!: keyof typeof TermsFamilyEnum;

  @Field(() => Int, {
    description: 'Version of the support terms to accept; the text is in `supportTerms`.',
  })
  termsVersion!: number;

  @Field(() => Boolean, {
    description: 'Whether the delivery is supervised and accepted by the customer (服务监管).',
  })
  isSupervised!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Average delivery time in calendar days; null unless supervised.',
  })
  averageDeliveryDays!: number | null;
}

@ObjectType('OrderQuote', {
  simpleResolvers: true,
  description: 'Prices of an order before it is placed. Nothing is saved.',
})
export class OrderQuoteType {
  @Field(() => [OrderQuoteLineType], {
    description: 'The lines; empty if the order cannot be priced.',
  })
  lines!: OrderQuoteLineType[];

  @Field(() => MoneyType, { nullable: true, description: 'Sum of the list prices.' })
  listTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Sum of the deal prices (成交价).' })
  dealTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Part paid with vouchers.' })
  voucherTotal!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: 'Part paid in cash.' })
  cashTotal!: MoneyType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the exclusive discount that applies; null at the list price.',
  })
  discountId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Global id of the private offer of the seller that applies (商家专属优惠); null if none does.',
  })
  privateOfferId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Global id of the partner to preselect: that of the discount or offer, else that of the link, else the one to which the customer is bound. Null if none is known.',
  })
  preselectedPartnerId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the partner to preselect.' })
  preselectedPartnerName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time until which an order placed now can be paid.',
  })
  paymentDueAt!: Date | null;

  @Field(() => [UserErrorType], { description: 'Reasons why the order cannot be priced.' })
  userErrors!: UserErrorType[];
}
