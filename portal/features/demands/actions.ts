import { Plus } from 'lucide-react';
import { action } from '../../shell/action.ts';

export const demandActions = [
  action('customerDemandCreate', 'ui.demand.create', '/demands/new', Plus),
];

export const offerActions = [
  action('privateOfferCreate', 'ui.privateOffer.create', '/private-offers/new', Plus),
];
