import { createHash, randomUUID } from 'node:crypto';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import {
  CspAuthorizationEntity,
  JointSalesAuthorizationEntity,
} from '../../../server/modules/authorizations/index.ts';
import { PartnerBindingEntity } from '../../../server/modules/bindings/index.ts';
import { ProductEntity, SpecificationEntity } from '../../../server/modules/catalog/index.ts';
import { CustomerEntity } from '../../../server/modules/customers/customer/customer.entity.ts';
import { CustomerAccessEntity } from '../../../server/modules/customers/index.ts';
import {
  ExclusiveDiscountEntity,
  ExclusiveDiscountLineEntity,
  priceLine,
} from '../../../server/modules/discounts/index.ts';
import { searchKey } from '../../../server/modules/partners/index.ts';
import { auditChain } from '../../../server/platform/command/audit.ts';
import {
  AuditEntryEntity,
  DomainEventEntity,
  IdempotencyKeyEntity,
} from '../../../server/platform/command/records.entity.ts';
import type { Context } from './context.ts';
import * as t from './types.ts';

const OPEN = [
  'DRAFT',
  'SYSTEM_REVIEW',
  'SELLER_REVIEW',
  'MANUAL_REVIEW',
  'SCHEDULED',
  'EFFECTIVE',
] as const;
const BOUND = ['BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING'] as const;
const MONTH_MS = 30 * 86_400_000;

class Refused extends Error {}
const must = (holds: unknown, code: string): void => {
  if (!holds) throw new Refused(code);
};

/** Makes the same checks and writes the same rows as the product's command, in one unit of work. */
@Resolver()
export class DiscountCreateResolver {
  @Mutation(() => t.ExclusiveDiscountCreatePayload)
  async exclusiveDiscountCreate(
    @Ctx() context: Context,
    @Arg('input', () => t.ExclusiveDiscountCreateInput) input: t.ExclusiveDiscountCreateInput,
    @Arg('idempotencyKey', () => ID) idempotencyKey: string,
  ) {
    try {
      return { exclusiveDiscount: await create(context, input, idempotencyKey), userErrors: [] };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { exclusiveDiscount: null, userErrors: [{ code: error.message }] };
    }
  }
}

function create(
  { em: outer, key }: Context,
  input: t.ExclusiveDiscountCreateInput,
  idempotencyKey: string,
) {
  const now = new Date();
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const partnerId = key.orgId;
  const [customerId, productId] = [input.customerId.slice(4), input.productId.slice(4)];
  return outer.transactional(async (em) => {
    const claim = em.create(IdempotencyKeyEntity, {
      tenantId: partnerId,
      actorId: key.id,
      key: idempotencyKey,
      command: 'exclusiveDiscountCreate',
      fingerprint: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
      response: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + MONTH_MS),
    });
    await em.flush();
    must(
      await em.findOne(CustomerAccessEntity, { customerId, orgId: partnerId, until: null }),
      'NOT_FOUND',
    );
    must(
      await em.findOne(PartnerBindingEntity, { partnerId, customerId, status: { $in: BOUND } }),
      'CUSTOMER_NOT_BOUND',
    );
    must(
      !(await em.findOne(ExclusiveDiscountEntity, {
        partnerId,
        name: input.name,
        status: { $in: OPEN },
      })),
      'NAME_TAKEN',
    );
    const customer = await em.findOneOrFail(CustomerEntity, { id: customerId });
    const product = await em.findOneOrFail(ProductEntity, { id: productId });
    must(product.status === 'ON_SALE', 'PRODUCT_DELISTED');
    const [asked] = input.lines;
    const form = await em.findOneOrFail(SpecificationEntity, {
      id: asked!.specificationId.slice(4),
      productId,
    });
    must(form.status === 'ON_SALE', 'SPECIFICATION_DELISTED');
    const slot = {
      productId,
      status: 'ACTIVE' as const,
      validFrom: { $lte: now },
      validUntil: { $gt: now },
      $and: [
        { $or: [{ partnerId }, { partnerId: null }] },
        { $or: [{ customerId }, { customerId: null }] },
      ],
    };
    const terms = [
      ...(await em.find(CspAuthorizationEntity, slot)).map((row) => ({
        ...row,
        floor: row.floorPayRate,
      })),
      ...(await em.find(JointSalesAuthorizationEntity, slot as never)).map((row) => ({
        ...row,
        floor: row.floorPayRate,
      })),
    ].sort(
      (a, b) =>
        Number(a.customerId === null) - Number(b.customerId === null) ||
        Number(a.partnerId === null) - Number(b.partnerId === null),
    );
    const floor = terms[0]?.floor ?? product.floorPayRate;
    const price = priceLine(form.listPriceMinor, floor, { payRate: asked!.payRate });
    const [serial] = await em.execute<{ next: string }[]>(
      `select nextval('exclusive_discount_serial')::text as next`,
    );
    const number = `EXD-${day.replaceAll('-', '')}-${serial!.next.padStart(4, '0')}`;
    const shared = {
      createdAt: now,
      partnerId,
      sellerId: product.sellerId,
      customerId,
      currency: form.currency,
      validFrom: input.validFrom,
      validUntil: input.validUntil,
    };
    const discount = em.create(ExclusiveDiscountEntity, {
      ...shared,
      id: randomUUID(),
      productId,
      number,
      name: input.name,
      customerName: customer.name,
      productName: product.name,
      searchKey: searchKey(number, input.name, customer.name, product.name),
      status: 'DRAFT',
      origin: 'PARTNER',
      listTotalMinor: form.listPriceMinor,
      netTotalMinor: price.netMinor,
      createdById: null,
    });
    await em.flush();
    em.create(ExclusiveDiscountLineEntity, {
      ...shared,
      id: randomUUID(),
      discountId: discount.id,
      specificationId: form.id,
      specificationCode: form.code,
      specificationName: form.name,
      position: 0,
      pricedBy: 'RATE',
      payRate: price.payRate,
      listPriceMinor: form.listPriceMinor,
      netPriceMinor: price.netMinor,
      floorPayRate: floor,
      state: 'DRAFT',
    });
    const requestId = randomUUID();
    em.create(DomainEventEntity, {
      id: randomUUID(),
      createdAt: now,
      subjectType: 'ExclusiveDiscount',
      subjectId: discount.id,
      event: 'create',
      fromState: null,
      toState: 'DRAFT',
      subjectVersion: 1,
      actorName: key.name,
      actorSide: 'partner',
      via: 'API_KEY',
      requestId,
      label: discount.number,
      detail: {},
      partnerId,
      sellerId: null,
      customerId: null,
    });
    claim.response = { exclusiveDiscount: discount.id };
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      `audit:${partnerId}:${day}`,
    ]);
    const last = await em.findOne(
      AuditEntryEntity,
      { tenantId: partnerId, day },
      { orderBy: { position: 'desc' } },
    );
    const previousHash = last?.hash ?? auditChain.genesis;
    const entry = {
      tenantId: partnerId,
      day,
      position: (last?.position ?? 0) + 1,
      createdAt: now,
      actorId: key.id,
      actorName: key.name,
      role: key.role,
      via: 'API_KEY',
      action: 'exclusiveDiscountCreate',
      subjectType: 'ExclusiveDiscount',
      subjectId: discount.id,
      requestId,
      detail: { from: null, to: 'DRAFT', version: 1 },
    } as const;
    em.create(AuditEntryEntity, {
      id: randomUUID(),
      ...entry,
      previousHash,
      hash: auditChain.hash(previousHash, entry),
    });
    return discount;
  });
}
