import { defineList } from '../../lib/url-state.ts';

/** What the URL of the order list may hold. The newest order always stands first. */
export const orderList = defineList({
  filters: {
    status: 'list',
    type: 'list',
    attribution: 'list',
    placed: 'period',
    customer: 'text',
  },
});

export const STATES = [
  'PENDING_PAYMENT',
  'PROCESSING',
  'COMPLETED',
  'REFUND_PENDING',
  'REFUNDED',
  'CANCELLED',
] as const;
export const TYPES = ['NEW', 'RENEW', 'CHANGE', 'TRIAL', 'TRIAL_TO_FORMAL', 'UNSUBSCRIBE'] as const;
export const ATTRIBUTIONS = ['DISCOUNT', 'LINK', 'AUTO', 'NONE'] as const;
