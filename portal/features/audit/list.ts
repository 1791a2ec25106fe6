import { defineList } from '../../lib/url-state.ts';

/** What the URL of the audit list may hold. */
export const auditList = defineList({ filters: { days: 'period' } });
