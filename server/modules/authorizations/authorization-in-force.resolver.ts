import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { question } from '../../platform/api/question.ts';
import { field } from '../../platform/command/input.ts';
import { globalId } from '../../platform/ids.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { Role } from '../../platform/viewer.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { partner, partnerAsked } from '../partners/index.ts';
import { explainFloor } from './authorization-in-force.read.ts';
import { AuthorizationInForceType } from './authorization-in-force.type.ts';
import { cspAuthorization } from './csp/csp-authorization.read.ts';
import { jointSalesAuthorization } from './joint-sales/joint-sales-authorization.read.ts';

const asked = question(
  'AuthorizationInForceInput',
  'Partner, product, customer and instant of the question.',
  {
    productId: field.id(() => product, 'Product; a seller may ask about its own products only.'),
    customerId: field.optional(
      field.id(() => customer, 'Customer; by default one without a customer-level authorization.'),
    ),
    partnerId: field.optional(
      field.id(() => partner, 'Partner; a partner may ask about itself only and can omit it.'),
    ),
    at: field.optional(field.instant('Instant; by default now.')),
  },
);

@Resolver()
export class AuthorizationInForceResolver {
  @Query(() => AuthorizationInForceType, {
    description:
      'Explanation of which authorization applies to a product and a customer at an instant, and why the others do not.',
  })
  @Access(...Role.of('partner', 'seller', 'operator'))
  async authorizationInForce(
    @Arg('input', () => asked.type, {
      description: 'Partner, product, customer and instant to explain.',
    })
    input: object,
    @Ctx() context: GraphqlContext,
  ): Promise<AuthorizationInForceType> {
    const { at, goods, floor, candidates } = await asked.ask(context, input, async (tx, values) => {
      const { productId, customerId = null, at = context.deps.clock.now() } = values;
      const partnerId = partnerAsked(tx.viewer, values.partnerId);
      return { at, ...(await explainFloor(tx, { partnerId, productId, customerId, at })) };
    });
    const prefix =
      goods.saleModel === 'COMMON' ? cspAuthorization.spec.id : jointSalesAuthorization.spec.id;
    return {
      at,
      source: floor?.source ?? null,
      reasonCode: floor ? null : 'SKU_NOT_AUTHORIZED',
      authorizationId: floor?.authorizationId ? globalId(prefix, floor.authorizationId) : null,
      termsVersion: floor?.version ?? null,
      floorPayRate: floor?.payRate ?? null,
      shareRatio: floor?.shareRatio ?? null,
      candidates: candidates.map(({ id, payRate, version, maxCustomers: _, ...row }) => ({
        ...row,
        authorizationId: globalId(prefix, id),
        floorPayRate: payRate,
        termsVersion: version,
      })),
    };
  }
}
