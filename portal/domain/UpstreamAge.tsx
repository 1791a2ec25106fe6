import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { useMay } from '../lib/session.ts';
import { RouteLink } from '../shell/links.ts';

const Age = graphql(`
  query UpstreamAge {
    upstreamFeeds(first: 20, filter: { api: [SUB_CUSTOMERS] }) { nodes { id status lastSuccessAt staleSince } }
  }
`);

/** Age of the customers from upstream, for roles that see the feeds; nothing before the first complete run. */
export function UpstreamAge() {
  return useMay()('UpstreamFeed') ? <Shown /> : null;
}

function Shown() {
  const t = useText();
  const format = useFormat();
  const [{ data }] = useQuery({ query: Age });
  const feeds = data?.upstreamFeeds.nodes.filter(({ status }) => status !== 'OFF') ?? [];
  const [oldest] = feeds.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []).sort();
  if (!oldest) return null;
  const isLate = feeds.some(({ staleSince }) => staleSince !== null);
  return (
    <RouteLink to="/upstream" className={isLate ? 't-waiting' : undefined}>
      {t(isLate ? 'ui.upstream.lateAsOf' : 'ui.upstream.asOf', { time: format.dateTime(oldest) })}
    </RouteLink>
  );
}
