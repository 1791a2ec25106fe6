import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Card } from '../../ui/Card.tsx';
import { CardGrid } from '../../ui/Page.tsx';
import styles from './HomeCounts.module.css';

const Counts = graphql(`
  fragment HomeCounts_query on Query {
    bound: customers(first: 1, filter: { status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] })
      @include(if: $partner) { count { value isExact } }
    requests: partnerBindings(first: 1, filter: { status: [CHANGE_PENDING, UNBIND_PENDING] })
      @include(if: $partner) { count { value isExact } }
    invited: partnerBindings(first: 1, filter: { status: [INVITED] })
      @include(if: $partner) { count { value isExact } }
    reported: partnerBindings(first: 1, filter: { status: [REPORTED] })
      @include(if: $partner) { count { value isExact } }
    organizations(first: 1) @include(if: $operator) { count { value isExact } }
    allCustomers: customers(first: 1) @include(if: $operator) { count { value isExact } }
    openRequests: partnerBindings(first: 1, filter: { status: [CHANGE_PENDING, UNBIND_PENDING] })
      @include(if: $operator) { count { value isExact } }
  }
`);

/** Where each figure leads: the list that it counts. */
const targets = {
  bound: {
    to: '/customers',
    search: { view: 'bound', status: 'BOUND~CHANGE_PENDING~UNBIND_PENDING' },
  },
  requests: {
    to: '/bindings',
    search: { view: 'requests', status: 'CHANGE_PENDING~UNBIND_PENDING' },
  },
  invited: { to: '/bindings', search: { view: 'invited', status: 'INVITED' } },
  reported: { to: '/bindings', search: { view: 'reported', status: 'REPORTED' } },
  organizations: null,
  allCustomers: { to: '/customers', search: {} },
  openRequests: {
    to: '/bindings',
    search: { view: 'requests', status: 'CHANGE_PENDING~UNBIND_PENDING' },
  },
} as const;
type CountName = keyof typeof targets;

/** A few figures of the own business, each leading to its rows. */
export function HomeCounts({ query }: { query: FragmentType<typeof Counts> }) {
  const t = useText();
  const format = useFormat();
  const data = readFragment(Counts, query);
  const shown = (Object.keys(targets) as CountName[]).filter((name) => data[name]);
  if (shown.length === 0) return null;
  return (
    <CardGrid min={150}>
      {shown.map((name) => {
        const target = targets[name];
        const count = data[name]?.count;
        return (
          <Card key={name}>
            <p className="muted">{t(`ui.home.count.${name}`)}</p>
            <p className={styles.figure}>{count && format.count(count)}</p>
            {target && (
              <RouteLink to={target.to as string} search={target.search as never}>
                {t('ui.home.details')}
                <span className={styles.hidden}> {t(`ui.home.count.${name}`)}</span>
              </RouteLink>
            )}
          </Card>
        );
      })}
    </CardGrid>
  );
}
