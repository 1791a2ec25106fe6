import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { keepers } from '../parties.ts';
import type { Usage } from './usage.ts';

/** Use of the quota of one API with one key pair, by all processes together. */
export const UpstreamQuotaEntity = aggregate({
  name: 'UpstreamQuota',
  parties: keepers({ few: true }),
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    /** Hash of upstream, access key id and API: an account that is connected again counts on. */
    id: p.uuid().primary(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    /** Name of the API at the upstream. */
    api: p.text(),
    /** Times at which the requests of a second are free again, in milliseconds since 1970. */
    slots: p.json<readonly number[]>(),
    usage: p.json<Usage>(),
  },
  indexes: [{ name: 'upstream_quota_of_account', properties: ['accountId', 'api'] }],
});
export type UpstreamQuota = InferEntity<typeof UpstreamQuotaEntity>;
