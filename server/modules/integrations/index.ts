/**
 * Integrations: accounts of organizations in upstream systems, the feeds that read them, rows in quarantine,
 * differences between the upstream and what the product is the record of, and webhooks, which tell programs of events.
 * The module owns credentials, cursors and runs; customers, bindings and orders are written by the functions of their
 * modules. It refuses to return a secret, to use it for another organization, and to overwrite what the product is the
 * record of.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { upstreamAccountCommands } from './account/upstream-account.commands.ts';
import { UpstreamAccountEntity } from './account/upstream-account.entity.ts';
import { upstreamAccountLife } from './account/upstream-account.life.ts';
import { upstreamAccount } from './account/upstream-account.read.ts';
import { accountTestCommands } from './ask/account-test.commands.ts';
import { refetchCommands } from './ask/refetch.commands.ts';
import { CustomerConsumptionEntity } from './consumption/customer-consumption.entity.ts';
import {
  customerConsumption,
  customerConsumptionEdge,
} from './consumption/customer-consumption.read.ts';
import { UpstreamChargeEntity } from './consumption/upstream-charge.entity.ts';
import { customerFreshnessEdge } from './customer/customer-freshness.edge.ts';
import { UpstreamCustomerEntity } from './customer/upstream-customer.entity.ts';
import { differenceCommands } from './difference/difference.commands.ts';
import { DifferenceEntity } from './difference/difference.entity.ts';
import { differenceLife } from './difference/difference.life.ts';
import { difference } from './difference/difference.read.ts';
import { SyncRunEntity } from './feed/sync-run.entity.ts';
import { syncRun } from './feed/sync-run.read.ts';
import { syncRunProgress } from './feed/sync-run.subscription.ts';
import { upstreamFeedCommands } from './feed/upstream-feed.commands.ts';
import { UpstreamFeedEntity } from './feed/upstream-feed.entity.ts';
import { upstreamFeedLife } from './feed/upstream-feed.life.ts';
import { upstreamFeed } from './feed/upstream-feed.read.ts';
import { customerUserMail } from './mail/customer-user-mail.edge.ts';
import { enterpriseMailUpstream } from './mail/enterprise-mail.ts';
import { enterpriseMail } from './mail/mail.policies.ts';
import { requestDays, retryHours } from './notification/notification.policies.ts';
import { notificationKeyCommands } from './notification/notification-key.commands.ts';
import { NotificationNonceEntity } from './notification/notification-nonce.entity.ts';
import { UpstreamInstanceEntity } from './notification/upstream-instance.entity.ts';
import { upstreamNotificationCommands } from './notification/upstream-notification.commands.ts';
import { UpstreamNotificationEntity } from './notification/upstream-notification.entity.ts';
import { upstreamNotificationLife } from './notification/upstream-notification.life.ts';
import {
  upstreamInstance,
  upstreamNotification,
} from './notification/upstream-notification.read.ts';
import { quarantineDays } from './quarantine/quarantine-purge.job.ts';
import { quarantinedRowCommands } from './quarantine/quarantined-row.commands.ts';
import { QuarantinedRowEntity } from './quarantine/quarantined-row.entity.ts';
import { quarantinedRowLife } from './quarantine/quarantined-row.life.ts';
import { quarantinedRow } from './quarantine/quarantined-row.read.ts';
import { UpstreamQuotaEntity } from './quota/upstream-quota.entity.ts';
import { integrationPolicies } from './upstream-api.ts';
import { upstreamListEdges } from './upstream-lists.edge.ts';
import { deliveryDays, giveUpHours, overlapHours } from './webhook/webhook.policies.ts';
import { webhookProgress } from './webhook/webhook.subscription.ts';
import { creatorsWebhooks } from './webhook/webhook-creator.edge.ts';
import { WebhookDeliveryEntity } from './webhook/webhook-delivery.entity.ts';
import { webhookDeliveries, webhookDelivery } from './webhook/webhook-delivery.read.ts';
import { webhookEndpointCommands } from './webhook/webhook-endpoint.commands.ts';
import { WebhookEndpointEntity } from './webhook/webhook-endpoint.entity.ts';
import { webhookEndpointLife } from './webhook/webhook-endpoint.life.ts';
import { webhookEndpoint } from './webhook/webhook-endpoint.read.ts';

export { credentialsOf } from './account/credentials.ts';
export { type UpstreamAccount, UpstreamAccountEntity } from './account/upstream-account.entity.ts';
export { upstreamAccountLife } from './account/upstream-account.life.ts';
export { readingOf } from './customer/flag-reading.ts';
export { differenceLife } from './difference/difference.life.ts';
export { listDifferences } from './difference/difference.write.ts';
export type { Applied, Feed, FeedPage, FeedRow } from './feed/feed.ts';
export { syncFeeds } from './feed/sync-feeds.job.ts';
export { openClient, type UpstreamClient } from './feed/upstream-client.ts';
export { upstreamFeedLife } from './feed/upstream-feed.life.ts';
export { registerNotifications } from './notification/notification.route.ts';
export { processNotifications } from './notification/process.job.ts';
export { requestPurge } from './notification/request-purge.job.ts';
export { upstreamNotificationLife } from './notification/upstream-notification.life.ts';
export { quarantine } from './quarantine/quarantine.write.ts';
export { quarantinePurge } from './quarantine/quarantine-purge.job.ts';
export { quarantinedRowLife } from './quarantine/quarantined-row.life.ts';
export type { UpstreamApi, UpstreamSystem } from './upstream-api.ts';
export { deliverWebhooks } from './webhook/deliver-webhooks.job.ts';
export { deliveryPurge } from './webhook/delivery-purge.job.ts';
export { webhookEndpointLife } from './webhook/webhook-endpoint.life.ts';

export const integrations: DomainModule = {
  name: 'integrations',
  policies: [
    ...integrationPolicies,
    enterpriseMail,
    retryHours,
    requestDays,
    quarantineDays,
    giveUpHours,
    overlapHours,
    deliveryDays,
  ],
  upstreams: [enterpriseMailUpstream],
  entities: [
    UpstreamAccountEntity,
    UpstreamFeedEntity,
    SyncRunEntity,
    QuarantinedRowEntity,
    DifferenceEntity,
    UpstreamCustomerEntity,
    UpstreamInstanceEntity,
    UpstreamNotificationEntity,
    NotificationNonceEntity,
    UpstreamChargeEntity,
    CustomerConsumptionEntity,
    UpstreamQuotaEntity,
    WebhookEndpointEntity,
    WebhookDeliveryEntity,
  ],
  reads: [
    upstreamAccount,
    upstreamFeed,
    syncRun,
    quarantinedRow,
    difference,
    upstreamInstance,
    upstreamNotification,
    customerConsumption,
    webhookEndpoint,
    webhookDelivery,
  ],
  lifeCycles: [
    upstreamAccountLife,
    upstreamFeedLife,
    quarantinedRowLife,
    differenceLife,
    upstreamNotificationLife,
    webhookEndpointLife,
  ],
  commands: [
    ...upstreamAccountCommands,
    ...upstreamFeedCommands,
    ...quarantinedRowCommands,
    ...differenceCommands,
    ...notificationKeyCommands,
    ...upstreamNotificationCommands,
    ...accountTestCommands,
    ...refetchCommands,
    ...webhookEndpointCommands,
  ],
  readEdges: [
    ...upstreamListEdges,
    customerFreshnessEdge,
    customerConsumptionEdge,
    customerUserMail,
    webhookDeliveries,
  ],
  reactions: [creatorsWebhooks],
  subscriptions: [syncRunProgress, webhookProgress],
};
