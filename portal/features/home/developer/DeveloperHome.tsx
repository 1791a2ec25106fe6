import { BookOpen, Library, SquareTerminal } from 'lucide-react';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { DAY } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Icon } from '../../../ui/display/Icon.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { HomeFigure } from '../figures.tsx';
import { HomeBody, HomeGate } from '../HomeBody.tsx';

const Home = graphql(`
  query DeveloperHome {
    keys: apiKeys(first: 100, filter: { isActive: true, isExplorer: false }) {
      nodes { id expiresAt lastUsedAt } count { value isExact }
    }
    bound: customers(first: 1, filter: { status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    effective: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) { count { value isExact } }
  }
`);

const SOON = 30 * DAY;
const PAGES = [
  { id: 'guide', to: '/developers/guide', icon: BookOpen, label: 'ui.nav.api' },
  { id: 'explorer', to: '/developers/explorer', icon: SquareTerminal, label: 'ui.nav.explorer' },
  { id: 'reference', to: '/developers/reference', icon: Library, label: 'ui.nav.reference' },
] as const;

/** API keys, the records that they reach, and the pages to work with. */
export function DeveloperHome() {
  const t = useText();
  const now = useNow();
  return (
    <HomeGate query={Home} variables={{}}>
      {({ keys, bound, effective }, body) => {
        const ending = keys.nodes.filter(
          ({ expiresAt }) => expiresAt && Date.parse(expiresAt) - now < SOON,
        );
        return (
          <HomeBody
            body={body}
            figures={
              <>
                <HomeFigure
                  label="ui.home.keys"
                  count={keys.count}
                  note={
                    <span className={ending.length > 0 ? 't-wait' : undefined}>
                      {t('ui.home.keysEnding', { count: ending.length })}
                    </span>
                  }
                  to="/developers/keys"
                  search={{ view: 'active' }}
                />
                <HomeFigure
                  label="ui.home.count.bound"
                  count={bound.count}
                  to="/customers"
                  search={{ view: 'bound' }}
                />
                <HomeFigure
                  label="ui.home.count.effective"
                  count={effective.count}
                  to="/discounts"
                  search={{ view: 'effective' }}
                />
              </>
            }
            aside={
              <Card title={t('ui.home.developers')}>
                <ul className="stack">
                  {PAGES.map(({ id, to, icon, label }) => (
                    <li key={id} className="row">
                      <Icon of={icon} size={16} />
                      <RouteLink to={to}>{t(label)}</RouteLink>
                    </li>
                  ))}
                </ul>
              </Card>
            }
          />
        );
      }}
    </HomeGate>
  );
}
