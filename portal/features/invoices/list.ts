import { defineList } from '../../lib/url-state.ts';

/** What the URL of the invoice list may hold. */
export const invoiceList = defineList({
  filters: { status: 'list', due: 'period', overdue: 'flag' },
  sorts: ['DUE', 'NOTIFIED'],
});

/** States in the order of an invoice's life. */
export const STATES = ['NOTIFIED', 'ISSUED', 'MAILED', 'SIGNED', 'VERIFIED', 'RETURNED'] as const;
/** Until it is signed for, its month runs. */
export const RUNNING = new Set(['NOTIFIED', 'ISSUED', 'MAILED', 'RETURNED']);
