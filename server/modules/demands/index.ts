/**
 * Customer demands and private offers (domain §4.2, §3.3). The module owns the life cycle of a demand, which a partner
 * submits to the seller of a joint-operation product, and of an offer, with which the seller gives listed customers a
 * price and the partner of a demand its share. It refuses an expected share above the product's largest, a product of
 * another sale model, an answer after the deadline, and a second offer of one name.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { discussion } from '../../platform/module/discussion/discussion.ts';
import { demandCommands } from './demand/demand.commands.ts';
import { CustomerDemandEntity } from './demand/demand.entity.ts';
import { demandLife } from './demand/demand.life.ts';
import { DISCUSSED_STATES, DISCUSSING_ROLES } from './demand/demand.machine.ts';
import { answerDays, offerDays } from './demand/demand.policies.ts';
import { customerDemand } from './demand/demand.read.ts';
import { demandReport } from './demand/demand.report.ts';
import { demandLists } from './demand-lists.edge.ts';
import { offerCommands } from './offer/offer.commands.ts';
import { PrivateOfferEntity } from './offer/offer.entity.ts';
import { offerLife } from './offer/offer.life.ts';
import { offersReviewed } from './offer/offer.policies.ts';
import { privateOffer, privateOfferLine, privateOfferRecipient } from './offer/offer.read.ts';
import { privateOfferLinks } from './offer/offer-link.read.ts';
import { PrivateOfferLineEntity, PrivateOfferRecipientEntity } from './offer/offer-parts.entity.ts';
import { offerLists } from './offer-lists.edge.ts';
import { reopenedDemands } from './reopened-demands.edge.ts';
import { unusableOfferEdges } from './unusable-offers.edge.ts';

export { type CustomerDemand, CustomerDemandEntity } from './demand/demand.entity.ts';
export { demandLife } from './demand/demand.life.ts';
export { demandMachine } from './demand/demand.machine.ts';
export { customerDemand } from './demand/demand.read.ts';
export { type PrivateOffer, PrivateOfferEntity } from './offer/offer.entity.ts';
export { offerLife } from './offer/offer.life.ts';
export { offerMachine } from './offer/offer.machine.ts';
export { privateOffer } from './offer/offer.read.ts';
export { PrivateOfferLineEntity, PrivateOfferRecipientEntity } from './offer/offer-parts.entity.ts';
export { offerPrices, type PricedCustomer } from './offer/offer-price.read.ts';

export const demands: DomainModule = {
  name: 'demands',
  policies: [answerDays, offerDays, offersReviewed],
  entities: [
    CustomerDemandEntity,
    PrivateOfferEntity,
    PrivateOfferRecipientEntity,
    PrivateOfferLineEntity,
  ],
  reads: [customerDemand, privateOffer, privateOfferRecipient, privateOfferLine],
  lifeCycles: [demandLife, offerLife],
  commands: [...demandCommands, ...offerCommands],
  reports: [demandReport],
  readEdges: [...demandLists, ...offerLists],
  reactions: [...unusableOfferEdges, reopenedDemands],
  signedLinks: [privateOfferLinks],
  discussed: [discussion(customerDemand, { by: DISCUSSING_ROLES, in: DISCUSSED_STATES })],
};
