import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { CspAuthorization } from '../../../server/modules/authorizations/index.ts';
import type { PartnerBinding } from '../../../server/modules/bindings/index.ts';
import type { Product } from '../../../server/modules/catalog/index.ts';
import {
  type Customer,
  CustomerEntity,
} from '../../../server/modules/customers/customer/customer.entity.ts';
import { CustomerAccessEntity } from '../../../server/modules/customers/index.ts';
import {
  type ExclusiveDiscount,
  ExclusiveDiscountEntity,
} from '../../../server/modules/discounts/index.ts';
import type { Organization } from '../../../server/modules/identity/organization/organization.entity.ts';
import type { Invoice } from '../../../server/modules/invoices/index.ts';
import {
  type OrderLine,
  OrderLineEntity,
} from '../../../server/modules/orders/line/order-line.entity.ts';
import type { Order } from '../../../server/modules/orders/order/order.entity.ts';
import type { SettlementBillLine } from '../../../server/modules/settlement/bill/bill-line.entity.ts';
import {
  type SettlementBill,
  SettlementBillEntity,
} from '../../../server/modules/settlement/index.ts';
import { money } from '../../../server/platform/money.ts';
import type { Context } from './context.ts';
import * as t from './types.ts';

const moneyOf = (minor: bigint, currency: string): t.MoneyType => ({
  amount: money.format(minor),
  currency,
});
const newest = { createdAt: 'desc', id: 'desc' } as const;
const encode = ({ createdAt, id }: Customer): string =>
  Buffer.from(JSON.stringify(['CREATED', createdAt, id])).toString('base64url');

@Resolver(() => t.CustomerType)
export class CustomerResolver {
  @Query(() => t.CustomerType, { nullable: true })
  async customer(@Ctx() { load }: Context, @Arg('by', () => t.CustomerBy) { id }: t.CustomerBy) {
    return await load.customer.load(id!.slice(4));
  }

  @Query(() => t.CustomerConnection)
  async customers(
    @Ctx() { em, key }: Context,
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ) {
    const [, at, id] = after ? JSON.parse(Buffer.from(after, 'base64url').toString()) : [];
    const allowed = em
      .createQueryBuilder(CustomerAccessEntity, 'a')
      .select('customerId')
      .where({ orgId: key.orgId, until: null });
    const rows = await em.find(
      CustomerEntity,
      {
        id: { $in: allowed },
        ...(after && { $or: [{ createdAt: { $lt: at } }, { createdAt: at, id: { $lt: id } }] }),
      } as never,
      { orderBy: newest, limit: first + 1 },
    );
    const nodes = rows.slice(0, first);
    return {
      nodes,
      pageInfo: {
        hasNextPage: rows.length > first,
        endCursor: nodes.length > 0 ? encode(nodes.at(-1)!) : null,
      },
    };
  }

  @FieldResolver(() => ID)
  id(@Root() row: Customer) {
    return `cus_${row.id}`;
  }

  @FieldResolver(() => t.BindingType, { nullable: true })
  async binding(@Root() { id }: Customer, @Ctx() { load }: Context) {
    return await load.binding.load(id);
  }

  @FieldResolver(() => t.DiscountConnection)
  async exclusiveDiscounts(
    @Root() { id }: Customer,
    @Ctx() { load }: Context,
    @Arg('first', () => Int) first: number,
  ) {
    return { nodes: (await load.discounts.load(id)).slice(0, first) };
  }

  @FieldResolver(() => t.OrderConnection)
  async orders(
    @Root() { id }: Customer,
    @Ctx() { load }: Context,
    @Arg('first', () => Int) first: number,
  ) {
    return { nodes: (await load.orders.load(id)).slice(0, first) };
  }
}

@Resolver(() => t.BindingType)
export class BindingResolver {
  @FieldResolver(() => ID)
  id(@Root() row: PartnerBinding) {
    return `bnd_${row.id}`;
  }
}

@Resolver(() => t.DiscountType)
export class DiscountResolver {
  @Query(() => t.DiscountConnection)
  async exclusiveDiscounts(@Ctx() { em, key }: Context, @Arg('first', () => Int) first: number) {
    const where = { partnerId: key.orgId };
    return {
      nodes: await em.find(ExclusiveDiscountEntity, where, { orderBy: newest, limit: first }),
    };
  }

  @FieldResolver(() => ID)
  id(@Root() row: ExclusiveDiscount) {
    return `dsc_${row.id}`;
  }

  @FieldResolver(() => t.MoneyType)
  netTotal(@Root() row: ExclusiveDiscount) {
    return moneyOf(row.netTotalMinor, row.currency);
  }

  @FieldResolver(() => t.ProductType, { nullable: true })
  async product(@Root() { productId }: ExclusiveDiscount, @Ctx() { load }: Context) {
    return await load.product.load(productId);
  }

  @FieldResolver(() => t.CustomerType, { nullable: true })
  async customer(@Root() { customerId }: ExclusiveDiscount, @Ctx() { load }: Context) {
    return await load.customer.load(customerId);
  }
}

@Resolver(() => t.ProductType)
export class ProductResolver {
  @FieldResolver(() => ID)
  id(@Root() row: Product) {
    return `prd_${row.id}`;
  }

  @FieldResolver(() => t.AuthorizationConnection)
  async cspAuthorizations(
    @Root() { id }: Product,
    @Ctx() { load }: Context,
    @Arg('first', () => Int) first: number,
  ) {
    return { nodes: (await load.authorizations.load(id)).slice(0, first) };
  }
}

@Resolver(() => t.CspAuthorizationType)
export class AuthorizationResolver {
  @FieldResolver(() => ID)
  id(@Root() row: CspAuthorization) {
    return `csa_${row.id}`;
  }

  @FieldResolver(() => t.OrganizationType)
  async seller(@Root() { sellerId }: CspAuthorization, @Ctx() { load }: Context) {
    return await load.organization.load(sellerId);
  }
}

@Resolver(() => t.OrganizationType)
export class OrganizationResolver {
  @FieldResolver(() => ID)
  id(@Root() row: Organization) {
    return `org_${row.id}`;
  }
}

@Resolver(() => t.OrderType)
export class OrderResolver {
  @FieldResolver(() => ID)
  id(@Root() row: Order) {
    return `ord_${row.id}`;
  }

  @FieldResolver(() => t.MoneyType)
  cashTotal(@Root() row: Order) {
    return moneyOf(row.cashTotalMinor, row.currency);
  }
}

@Resolver(() => t.OrderRowType)
export class OrderRowResolver {
  @Query(() => t.OrderRowConnection)
  async orderRows(@Ctx() { em, key }: Context, @Arg('first', () => Int) first: number) {
    const orderBy = { placedAt: 'desc', id: 'desc' } as const;
    return {
      nodes: await em.find(OrderLineEntity, { partnerId: key.orgId }, { orderBy, limit: first }),
    };
  }

  @FieldResolver(() => ID)
  id(@Root() row: OrderLine) {
    return `orw_${row.id}`;
  }

  @FieldResolver(() => String)
  listAmount(@Root() row: OrderLine) {
    return money.format(row.listMinor);
  }

  @FieldResolver(() => String)
  dealAmount(@Root() row: OrderLine) {
    return money.format(row.dealMinor);
  }

  @FieldResolver(() => String)
  cashAmount(@Root() row: OrderLine) {
    return money.format(row.cashMinor);
  }
}

@Resolver(() => t.BillType)
export class BillResolver {
  @Query(() => t.BillConnection)
  async settlementBills(@Ctx() { em, key }: Context, @Arg('first', () => Int) first: number) {
    const orderBy = { runAt: 'desc', id: 'desc' } as const;
    return {
      nodes: await em.find(
        SettlementBillEntity,
        { partnerId: key.orgId },
        { orderBy, limit: first },
      ),
    };
  }

  @FieldResolver(() => ID)
  id(@Root() row: SettlementBill) {
    return `stl_${row.id}`;
  }

  @FieldResolver(() => t.MoneyType)
  gross(@Root() row: SettlementBill) {
    return moneyOf(row.grossMinor, row.currency);
  }

  @FieldResolver(() => t.MoneyType)
  net(@Root() row: SettlementBill) {
    return moneyOf(row.netMinor, row.currency);
  }

  @FieldResolver(() => t.InvoiceType, { nullable: true })
  async invoice(@Root() { id }: SettlementBill, @Ctx() { load }: Context) {
    return await load.invoice.load(id);
  }

  @FieldResolver(() => t.BillLineConnection)
  async lines(
    @Root() { id }: SettlementBill,
    @Ctx() { load }: Context,
    @Arg('first', () => Int) first: number,
  ) {
    return { nodes: (await load.firstLines.load(id)).slice(0, first) };
  }
}

@Resolver(() => t.BillLineType)
export class BillLineResolver {
  @FieldResolver(() => ID)
  id(@Root() row: SettlementBillLine) {
    return `sbl_${row.id}`;
  }

  @FieldResolver(() => t.MoneyType)
  base(@Root() row: SettlementBillLine) {
    return moneyOf(row.baseMinor, row.currency);
  }

  @FieldResolver(() => t.MoneyType)
  settlement(@Root() row: SettlementBillLine) {
    return moneyOf(row.settlementMinor, row.currency);
  }
}

@Resolver(() => t.InvoiceType)
export class InvoiceResolver {
  @FieldResolver(() => ID)
  id(@Root() row: Invoice) {
    return `ivc_${row.id}`;
  }

  @FieldResolver(() => t.MoneyType)
  gross(@Root() row: Invoice) {
    return moneyOf(row.grossMinor, row.currency);
  }
}
