import type { AnyFeed, AnyRowFeed } from '../feed/feed.ts';
import type { UpstreamApi } from '../upstream-api.ts';
import { billDetailsFeed } from './bill-details.feed.ts';
import { customerOrdersFeed } from './customer-orders.feed.ts';
import { indirectPartnersFeed } from './indirect-partners.feed.ts';
import { orderQueryFeed } from './order-query.feed.ts';
import { subCustomersFeed } from './sub-customers.feed.ts';

/**
 * The feeds that runs read, customers before what is about them. An API without one is pushed by the upstream, or called
 * on demand.
 */
export const feeds: readonly AnyFeed[] = [
  indirectPartnersFeed,
  subCustomersFeed,
  customerOrdersFeed,
  billDetailsFeed,
];

export const feedOf = (api: UpstreamApi): AnyFeed | undefined =>
  feeds.find((feed) => feed.api === api);

/** The rows of an API, also of one that no run reads. */
export const rowFeedOf = (api: UpstreamApi): AnyRowFeed | undefined =>
  api === orderQueryFeed.api ? orderQueryFeed : feedOf(api);
