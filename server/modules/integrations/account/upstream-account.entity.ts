import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { keepers } from '../parties.ts';
import { UPSTREAM_SYSTEMS } from '../upstream-api.ts';
import { UPSTREAM_ACCOUNT_STATES } from './upstream-account.machine.ts';

/** Account of an organization in an upstream system, with the credentials by which it is read. */
export const UpstreamAccountEntity = aggregate({
  name: 'UpstreamAccount',
  parties: keepers({ few: true }),
  sealed: { sealedCredentials: 'upstream', sealedNotificationKey: 'upstream-notification' },
  properties: {
    ...p.record(),
    orgId: () => p.ref(OrganizationEntity),
    system: p.word(UPSTREAM_SYSTEMS),
    status: p.word(UPSTREAM_ACCOUNT_STATES),
    endpoint: p.text(),
    /** Masked; the key itself is sealed with the secret. */
    accessKeyId: p.text(),
    /** Sealed `Credentials`; null once the account is removed. */
    sealedCredentials: p.text().nullable(),
    /** Version of the form of the credentials. The sealed text itself names its key. */
    keyVersion: p.integer(),
    domainId: p.text().nullable(),
    /** Sealed access key of the seller's notifications; null before it is entered and once the account is removed. */
    sealedNotificationKey: p.text().nullable(),
    rotatedAt: p.instant(),
    rejectedAt: p.instant().nullable(),
    /** Code with which the upstream refused the credentials. */
    rejectionCode: p.text().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'upstream_account_sealed',
      expression: `(status = 'REMOVED') = (sealed_credentials is null)`,
    },
    {
      name: 'upstream_account_rejected',
      expression: `(status = 'REJECTED') = (rejected_at is not null)`,
    },
  ],
  indexes: [
    { name: 'upstream_account_newest', properties: ['createdAt', 'id'] },
    { name: 'upstream_account_changed', properties: ['updatedAt', 'id'] },
    { name: 'upstream_account_of_org', properties: ['orgId', 'createdAt', 'id'] },
    {
      name: 'upstream_account_one',
      expression: `create unique index upstream_account_one on upstream_account (org_id, system) where status <> 'REMOVED'`,
    },
  ],
});
export type UpstreamAccount = InferEntity<typeof UpstreamAccountEntity>;
