import type { AnyFeed } from '../feed/feed.ts';
import type { UpstreamApi } from '../upstream-api.ts';

/** The feeds that runs read. An API without one is pushed by the upstream, or called on demand. */
export const feeds: readonly AnyFeed[] = [];

export const feedOf = (api: UpstreamApi): AnyFeed | undefined =>
  feeds.find((feed) => feed.api === api);
