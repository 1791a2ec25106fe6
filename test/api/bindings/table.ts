import type { Rules } from '../../kit/matrix.ts';

/** The table of domain §4.1, written independently of the machine. */
export const RULES: Rules = {
  invite: { PRE_REGISTERED: 'INVITED' },
  resend: {
    INVITED: 'INVITED',
    PROVISIONAL: 'PROVISIONAL',
    CHANGE_PENDING: 'CHANGE_PENDING',
    UNBIND_PENDING: 'UNBIND_PENDING',
  },
  expire: { PRE_REGISTERED: 'EXPIRED', INVITED: 'EXPIRED', PROVISIONAL: 'EXPIRED' },
  decline: { INVITED: 'DECLINED' },
  sendCode: { INVITED: 'INVITED', PROVISIONAL: 'PROVISIONAL' },
  accept: { INVITED: 'BOUND' },
  confirm: { PROVISIONAL: 'BOUND' },
  object: { PROVISIONAL: 'DECLINED' },
  supersede: { PROVISIONAL: 'DECLINED' },
  associate: { PRE_REGISTERED: 'BOUND', INVITED: 'BOUND' },
  adoptType: { BOUND: 'BOUND', CHANGE_PENDING: 'BOUND' },
  dissociate: { BOUND: 'UNBOUND', CHANGE_PENDING: 'UNBOUND', UNBIND_PENDING: 'UNBOUND' },
  requestChangeType: { BOUND: 'CHANGE_PENDING' },
  approveChange: { CHANGE_PENDING: 'BOUND' },
  rejectChange: { CHANGE_PENDING: 'BOUND' },
  requestUnbind: { BOUND: 'UNBIND_PENDING' },
  approveUnbind: { UNBIND_PENDING: 'UNBOUND' },
  rejectUnbind: { UNBIND_PENDING: 'BOUND' },
  withdraw: { CHANGE_PENDING: 'BOUND', UNBIND_PENDING: 'BOUND' },
};
