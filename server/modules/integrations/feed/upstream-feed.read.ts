import { NOW } from '../../../platform/db/tenancy.ts';
import { actions } from '../../../platform/read/actions.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { LIMITS } from '../../../sources/transport/index.ts';
import { organization } from '../../identity/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { upstreamAccount } from '../account/upstream-account.read.ts';
import { admittedCalls, waitingCalls } from '../quota/quota-usage.read.ts';
import { USAGE_MS } from '../quota/usage.ts';
import {
  TARGET_LAGS,
  UPSTREAM_API_NAMES,
  UPSTREAM_APIS,
  type UpstreamApi,
} from '../upstream-api.ts';
import { UpstreamApiEnum } from '../upstream-api.type.ts';
import { UpstreamFeedEntity } from './upstream-feed.entity.ts';
import { upstreamFeedMachine } from './upstream-feed.machine.ts';
import { UpstreamFeedStatusEnum, UpstreamFeedType } from './upstream-feed.type.ts';

/** A value of each API. */
const byApi = (api: Sql, value: (api: UpstreamApi) => Sql): Sql =>
  sql`case ${api} ${sql.join(
    UPSTREAM_API_NAMES.map((name) => sql`when ${sql.literal(name)} then ${value(name)}`),
    ' ',
  )} end`;

/** Target lag of an API in minutes. */
const targetLag = (api: Sql): Sql => sql`(${byApi(api, (name) => TARGET_LAGS[name].sql)})::int`;

const text = (value: string | undefined): Sql =>
  value === undefined ? sql.raw('null::text') : sql.literal(value);

/** Names of the APIs that a feed calls. */
const callsOf = (api: Sql): Sql =>
  byApi(api, (name) => {
    return sql`array[${sql.words(UPSTREAM_APIS[name].calls)}]::text[]`;
  });

const feedActions = actions(upstreamFeedMachine, UpstreamFeedEntity, {
  accountNotConnected: (d) => sql`exists (
    select 1 from ${sql.table(UpstreamAccountEntity)} a where a.id = ${d.accountId} and a.status <> 'CONNECTED')`,
  notCalled: (d) => sql`${d.nextRunAt} is null`,
});

/** Visible with the account that it belongs to. */
export const upstreamFeed: Reads<typeof UpstreamFeedEntity> = reads(
  UpstreamFeedType,
  UpstreamFeedEntity,
  {
    id: 'upf',
    fields: {
      viewerActions: feedActions,
      isCalled: (d) => sql`${d.nextRunAt} is not null`,
      targetLagMinutes: (d) => targetLag(d.api),
      dailyAt: (d) => byApi(d.api, (name) => text(UPSTREAM_APIS[name].dailyAt)),
      quotaPerSecond: () => sql.raw(String(LIMITS.perSecond)),
      quotaUsed: (d) => admittedCalls(d.accountId, callsOf(d.api)),
      quotaAllowed: () => sql.raw(String((LIMITS.perSecond * USAGE_MS) / 1_000)),
      waitingCalls: (d) => waitingCalls(d.accountId, callsOf(d.api)),
      isRunning: (d) => sql`coalesce(${d.heldUntil} > ${sql.raw(NOW)}, false)`,
    },
    relations: {
      account: relation.one(() => upstreamAccount, 'accountId', 'Account of the feed.', {
        nullable: false,
      }),
      organization: relation.one(() => organization, 'orgId', 'Organization of the account.', {
        nullable: false,
      }),
    },
    filters: {
      api: filter.anyOf('api', UpstreamApiEnum, 'APIs to include.'),
      status: filter.anyOf('status', UpstreamFeedStatusEnum, 'States to include.'),
      accountId: filter.ids('accountId', () => upstreamAccount, 'Accounts to include.'),
      organizationId: filter.ids('orgId', () => organization, 'Organizations to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    roots: {
      upstreamFeed: { one: 'One feed.' },
      upstreamFeeds: { page: "Feeds in the viewer's scope (数据来源)." },
    },
  },
);
