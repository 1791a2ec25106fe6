import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { MoneyType } from '../../../platform/schema/types.ts';
import { ChargePeriodEnum, ProductTypeEnum, SupervisionTemplateEnum } from '../../catalog/index.ts';

@ObjectType('CheckoutDiscount', {
  simpleResolvers: true,
  description: "Exclusive discount by which the customer's price follows.",
})
export class CheckoutDiscountType {
  @Field(() => ID, { description: 'Global id of the discount.' })
  discountId!: string;

  @Field(() => String, { description: 'Name of the discount.' })
  name!: string;

  @Field(() => ID, { description: 'Global id of the partner that granted the discount.' })
  partnerId!: string;

  @Field(() => String, { description: 'Name of that partner.' })
  partnerName!: string;

  @Field(() => scalar.decimal, { description: 'Pay rate: share of the list price. 0.85 = 85 %.' })
  payRate!: string;

  @Field(() => scalar.dateTime, { description: 'First instant after the price.' })
  validUntil!: Date;
}

@ObjectType('CheckoutPrivateOffer', {
  simpleResolvers: true,
  description: "Private offer of the seller by which the customer's price follows (商家专属优惠).",
})
export class CheckoutPrivateOfferType {
  @Field(() => ID, { description: 'Global id of the offer.' })
  privateOfferId!: string;

  @Field(() => String, { description: 'Name of the offer.' })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Global id of the partner whose demand the offer answers, to which an order at it is attributed; null without one.',
  })
  partnerId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of that partner.' })
  partnerName!: string | null;

  @Field(() => scalar.decimal, { description: 'Pay rate: share of the list price. 0.85 = 85 %.' })
  payRate!: string;

  @Field(() => scalar.dateTime, { description: 'First instant after the price.' })
  validUntil!: Date;
}

@ObjectType('CheckoutItem', {
  simpleResolvers: true,
  description: "Specification on sale with the customer's price for one unit (可下单的规格).",
})
export class CheckoutItemType {
  @Field(() => ID, { description: 'Global id of the specification.' })
  specificationId!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  specificationName!: string;

  @Field(() => ID, { description: 'Global id of the product.' })
  productId!: string;

  @Field(() => String, { description: 'Name of the product.' })
  productName!: string;

  @Field(() => ProductTypeEnum, { description: 'Type of the product.' })
  productType!: keyof typeof ProductTypeEnum;

  @Field(() => String, { description: 'Name of the seller.' })
  sellerName!: string;

  @Field(() => ChargePeriodEnum, { description: 'Period that one unit of the price covers.' })
  period!: keyof typeof ChargePeriodEnum;

  @Field(() => SupervisionTemplateEnum, {
    nullable: true,
    description: 'Service flow of the delivery; null for a product that is delivered at once.',
  })
  supervisionTemplate!: keyof typeof SupervisionTemplateEnum | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Average delivery time in days; null for a product that is delivered at once.',
  })
  averageDeliveryDays!: number | null;

  @Field(() => MoneyType, { description: 'List price, including tax.' })
  listPrice!: MoneyType;

  @Field(() => MoneyType, { description: "The customer's price: net price, or list price." })
  price!: MoneyType;

  @Field(() => CheckoutDiscountType, {
    nullable: true,
    description: 'Exclusive discount that gives the price; null if none does.',
  })
  discount!: CheckoutDiscountType | null;

  @Field(() => CheckoutPrivateOfferType, {
    nullable: true,
    description: 'Private offer that gives the price; null if none does.',
  })
  privateOffer!: CheckoutPrivateOfferType | null;
}
