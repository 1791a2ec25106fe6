import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

// The object types in textbook style: a class with fields for each, filled by the resolvers.

type Thunk = () => unknown;

export enum SalesUnit {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}
registerEnumType(SalesUnit, { name: 'SalesUnit' });

@ObjectType('Money')
export class MoneyType {
  @Field(() => String) amount!: string;
  @Field(() => String) currency!: string;
}

@ObjectType('Organization')
export class OrganizationType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('CspAuthorization')
export class CspAuthorizationType {
  @Field(() => ID) id!: string;
  @Field(() => String) status!: string;
  @Field(() => Date) validUntil!: Date;
}

@ObjectType('Product')
export class ProductType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('Order')
export class OrderType {
  @Field(() => ID) id!: string;
  @Field(() => String) number!: string;
  @Field(() => String) status!: string;
  @Field(() => Date) placedAt!: Date;
}

@ObjectType('PartnerBinding')
export class BindingType {
  @Field(() => ID) id!: string;
  @Field(() => String) status!: string;
  @Field(() => String, { nullable: true }) type!: string | null;
  @Field(() => Date, { nullable: true }) boundAt!: Date | null;
}

@ObjectType('Customer')
export class CustomerType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Date) createdAt!: Date;
}

@ObjectType('ExclusiveDiscount')
export class DiscountType {
  @Field(() => ID) id!: string;
  @Field(() => String) number!: string;
  @Field(() => String) name!: string;
  @Field(() => String) status!: string;
  @Field(() => Date) validFrom!: Date;
  @Field(() => Date) validUntil!: Date;
}

@ObjectType('Invoice')
export class InvoiceType {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String) status!: string;
}

@ObjectType('SettlementBillLine')
export class BillLineType {
  @Field(() => ID) id!: string;
  @Field(() => String) kind!: string;
  @Field(() => String) productType!: string;
  @Field(() => String) month!: string;
}

@ObjectType('SettlementBill')
export class BillType {
  @Field(() => ID) id!: string;
  @Field(() => String) number!: string;
  @Field(() => String) period!: string;
  @Field(() => String) status!: string;
  @Field(() => Int) lineCount!: number;
}

@ObjectType('OrderRow')
export class OrderRowType {
  @Field(() => ID) id!: string;
  @Field(() => String) orderNumber!: string;
  @Field(() => String) status!: string;
  @Field(() => Date) placedAt!: Date;
  @Field(() => String) productName!: string;
  @Field(() => String) specificationName!: string;
  @Field(() => Int) quantity!: number;
  @Field(() => String) currency!: string;
}

@ObjectType('ProductSales')
export class ProductSalesType {
  @Field(() => Int) saleCount!: number;
  @Field(() => MoneyType) cash!: MoneyType;
  productId!: string;
}

@ObjectType('PageInfo')
export class PageInfoType {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

/** A connection of a type, limited to the fields of the measured operations. */
function connection(name: string, node: Thunk) {
  @ObjectType(`${name}Connection`)
  abstract class Connection {
    @Field(() => [node() as never]) nodes!: unknown[];
    @Field(() => PageInfoType, { nullable: true }) pageInfo?: PageInfoType;
  }
  return Connection;
}
export const CustomerConnection = connection('Customer', () => CustomerType);
export const DiscountConnection = connection('ExclusiveDiscount', () => DiscountType);
export const AuthorizationConnection = connection('CspAuthorization', () => CspAuthorizationType);
export const OrderConnection = connection('Order', () => OrderType);
export const BillConnection = connection('SettlementBill', () => BillType);
export const BillLineConnection = connection('SettlementBillLine', () => BillLineType);
export const OrderRowConnection = connection('OrderRow', () => OrderRowType);
export const ProductSalesConnection = connection('ProductSales', () => ProductSalesType);

@ObjectType('SalesPeriod')
export class SalesPeriodType {
  @Field(() => String) period!: string;
  @Field(() => Int) saleCount!: number;
  @Field(() => Int) refundCount!: number;
  @Field(() => MoneyType) deal!: MoneyType;
  @Field(() => MoneyType) cash!: MoneyType;
  @Field(() => MoneyType) refunded!: MoneyType;
}
export const SalesPeriodConnection = connection('SalesPeriod', () => SalesPeriodType);

@InputType()
export class CustomerBy {
  @Field(() => ID, { nullable: true }) id?: string;
}

@InputType()
export class SalesPeriodFilter {
  @Field(() => [SalesUnit], { nullable: true }) unit?: SalesUnit[];
  @Field(() => [String], { nullable: true }) period?: string[];
}

@InputType()
export class ExclusiveDiscountLineInput {
  @Field(() => ID) specificationId!: string;
  @Field(() => String) payRate!: string;
}

@InputType()
export class ExclusiveDiscountCreateInput {
  @Field(() => ID) customerId!: string;
  @Field(() => ID) productId!: string;
  @Field(() => String) name!: string;
  @Field(() => [ExclusiveDiscountLineInput]) lines!: ExclusiveDiscountLineInput[];
  @Field(() => Date) validFrom!: Date;
  @Field(() => Date) validUntil!: Date;
}

@ObjectType()
export class UserErrorType {
  @Field(() => String) code!: string;
}

@ObjectType()
export class ExclusiveDiscountCreatePayload {
  @Field(() => DiscountType, { nullable: true }) exclusiveDiscount!: unknown;
  @Field(() => [UserErrorType]) userErrors!: UserErrorType[];
}
