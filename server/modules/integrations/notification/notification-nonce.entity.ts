import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';

/** Nonce of a verified request. The key refuses a second request with it, also of two servers at a time. */
export const NotificationNonceEntity = aggregate({
  name: 'NotificationNonce',
  parties: {},
  properties: {
    accountId: () => p.ref(UpstreamAccountEntity).primary(),
    nonce: p.text().primary(),
    expiresAt: p.instant(),
  },
  indexes: [{ name: 'notification_nonce_expired', properties: ['expiresAt'] }],
});
