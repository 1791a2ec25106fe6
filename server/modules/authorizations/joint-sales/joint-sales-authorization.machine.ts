import { type Guard, machine } from '../../../platform/machine.ts';
import type { Role } from '../../../platform/viewer.ts';
import { HOLDING_STATES, REMINDER_DAYS } from '../csp/csp-authorization.machine.ts';

export const JOINT_SALES_STATES = [
  'REQUESTED',
  'SCHEDULED',
  'ACTIVE',
  'EXPIRED',
  'REFUSED',
  'WITHDRAWN',
  'LAPSED',
  'REVOKED',
] as const;
/** States of requests that ended without a grant. */
export const UNGRANTED_STATES = ['REFUSED', 'WITHDRAWN', 'LAPSED'] as const;
/** States of rows that were granted. */
export const GRANTED_STATES = [...HOLDING_STATES, 'EXPIRED', 'REVOKED'] as const;

const partner = ['csp.owner', 'csp.manager'] as const satisfies readonly Role[];
const seller = ['seller.manager'] as const satisfies readonly Role[];

const onSale: Guard = { code: 'PRODUCT_DELISTED', when: 'productDelisted' };

/** Joint-sales authorization of a joint-operation product: domain §4.3b. */
export const jointSalesMachine = machine({
  type: 'JointSalesAuthorization',
  states: JOINT_SALES_STATES,
  transitions: [
    { event: 'request', from: [null], to: 'REQUESTED', by: partner },
    {
      event: 'grantDirectly',
      from: [null],
      to: ['SCHEDULED', 'ACTIVE'],
      // The system grants it with a private offer that operations approve.
      by: [...seller, 'system'],
    },
    {
      event: 'grant',
      from: ['REQUESTED'],
      to: ['SCHEDULED', 'ACTIVE'],
      by: seller,
      guards: [onSale, { code: 'REQUEST_LAPSED', when: 'requestLapsed' }],
    },
    { event: 'refuse', from: ['REQUESTED'], to: 'REFUSED', by: seller },
    { event: 'withdraw', from: ['REQUESTED'], to: 'WITHDRAWN', by: partner },
    { event: 'lapse', from: ['REQUESTED'], to: 'LAPSED', by: ['system'] },
    { event: 'start', from: ['SCHEDULED'], to: 'ACTIVE', by: ['system'] },
    { event: 'end', from: ['ACTIVE'], to: 'EXPIRED', by: ['system'] },
    { event: 'unbind', from: HOLDING_STATES, to: 'EXPIRED', by: ['system'] },
    { event: 'unbind', from: ['REQUESTED'], to: 'WITHDRAWN', by: ['system'] },
    { event: 'amend', from: ['SCHEDULED'], to: 'SCHEDULED', by: seller },
    { event: 'amend', from: ['ACTIVE'], to: 'ACTIVE', by: seller },
    { event: 'revoke', from: HOLDING_STATES, to: 'REVOKED', by: seller },
    ...(['ACTIVE', 'EXPIRED'] as const).map((state) => ({
      event: 'renew' as const,
      from: [state],
      to: state,
      by: partner,
      guards: [onSale, { code: 'REQUEST_OPEN' as const, when: 'requestOpen' }],
    })),
  ],
  due: [
    { state: 'REQUESTED', event: 'lapse', kind: 'CALENDAR_DAYS', acts: 'SELLER', at: 'dueAt' },
    { state: 'SCHEDULED', event: 'start', kind: 'INSTANT', acts: null, at: 'validFrom' },
    { state: 'ACTIVE', event: 'end', kind: 'INSTANT', acts: null, at: 'validUntil' },
  ],
  reminders: [{ state: 'ACTIVE', before: 'validUntil', days: REMINDER_DAYS }],
});
