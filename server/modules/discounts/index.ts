/**
 * Exclusive discounts: prices for one customer on specifications of one product, granted by the partner to
 * which the customer is bound (domain §3.3, §4.4). The module owns the life cycle of a discount, the prices
 * of its lines, and the explanation of the price that applies. It refuses a product without an authorization
 * in force, a price below the floor without a special request, and two prices for one customer, specification
 * and instant. Orders are a later module.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { discussion } from '../../platform/module/discussion/discussion.ts';
import { discountCommands } from './discount/discount.commands.ts';
import { ExclusiveDiscountEntity } from './discount/discount.entity.ts';
import { discountLife } from './discount/discount.life.ts';
import { DISCUSSING_ROLES, REVIEW_STATES } from './discount/discount.machine.ts';
import { discountPolicies } from './discount/discount.policies.ts';
import { exclusiveDiscount, exclusiveDiscountLine } from './discount/discount.read.ts';
import { discountReport } from './discount/discount.report.ts';
import { ExclusiveDiscountLineEntity } from './discount/discount-line.entity.ts';
import { discountLists } from './discount/discount-lists.edge.ts';
import { offerLinks } from './discount/discount-offer.read.ts';
import { unusableDiscountEdges } from './discount/unusable-discounts.edge.ts';
import { DiscountQuoteResolver } from './price/discount-quote.resolver.ts';
import { PriceExplainResolver } from './price/price-explain.resolver.ts';

export {
  type GrantedAutomatically,
  grantAutomatically,
} from './discount/automatic-discount.write.ts';
export {
  type ExclusiveDiscount,
  ExclusiveDiscountEntity,
  partnersOffer,
} from './discount/discount.entity.ts';
export { discountLife } from './discount/discount.life.ts';
export {
  BROKEN_STATES,
  discountMachine,
  ENDED_STATES,
  GRANTED_STATES,
  PERSON_REVIEW_STATES,
} from './discount/discount.machine.ts';
export { exclusiveDiscount, exclusiveDiscountLine } from './discount/discount.read.ts';
export { linesInput, NAME_MAX } from './discount/discount-draft.write.ts';
export { ExclusiveDiscountLineEntity } from './discount/discount-line.entity.ts';
export {
  afterDelisting,
  formsOf,
  frozenPrice,
  type LineInput,
  priceLines,
  sumsOf,
  totalsOf,
} from './discount/discount-lines.write.ts';
export { createDraft } from './discount/discount-steps.write.ts';
export { DiscountQuoteType } from './price/discount-quote.type.ts';
export { grantEnd } from './price/grant-end.read.ts';
export { priceFacts } from './price/price.mail.ts';
export { priceLinks } from './price/price-links.ts';
export { priceLine } from './price/pricing.ts';

export const discounts: DomainModule = {
  name: 'discounts',
  policies: discountPolicies,
  entities: [ExclusiveDiscountEntity, ExclusiveDiscountLineEntity],
  reads: [exclusiveDiscount, exclusiveDiscountLine],
  reports: [discountReport],
  lifeCycles: [discountLife],
  commands: discountCommands,
  resolvers: [DiscountQuoteResolver, PriceExplainResolver],
  readEdges: discountLists,
  discussed: [discussion(exclusiveDiscount, { by: DISCUSSING_ROLES, in: REVIEW_STATES })],
  reactions: unusableDiscountEdges,
  signedLinks: [offerLinks],
};
