import { defineList } from '../../lib/url-state.ts';

/** What the URL of the bill list may hold. The newest bill always stands first. */
export const billList = defineList({ filters: { status: 'list', period: 'text' } });

/** States in the order of a bill's life. */
export const STATES = [
  'GENERATED',
  'SENT',
  'COUNTERSIGNING',
  'AWAITING_INVOICE',
  'VERIFYING_INVOICE',
  'PAYING',
  'PAID',
  'PAYMENT_REJECTED',
] as const;
