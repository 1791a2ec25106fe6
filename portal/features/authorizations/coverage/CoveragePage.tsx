import { useQuery } from 'urql';
import { type Cover, CoverageTable } from '../../../domain/authorization/CoverageTable.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Siblings } from '../../../list/Siblings.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { KINDS, nameOfKind, scopeOf } from '../rows.ts';
import { Lapsing } from './Lapsing.tsx';

const Coverage = graphql(`
  query CoveragePage {
    csp: cspAuthorizations(
      first: 100, filter: { status: [SCHEDULED, ACTIVE] }, orderBy: { field: ENDING, direction: ASC }
    ) {
      nodes {
        id status level productName partnerName customerName validFrom validUntil floorPayRate
        soldLastYear { amount currency }
      }
      pageInfo { hasNextPage }
    }
    joint: jointSalesAuthorizations(
      first: 100, filter: { status: [SCHEDULED, ACTIVE] }, orderBy: { field: ENDING, direction: ASC }
    ) {
      nodes {
        id status level productName partnerName customerName validFrom validUntil floorPayRate
        soldLastYear { amount currency }
      }
      pageInfo { hasNextPage }
    }
  }
`);

/** Calendar of authorizations for the next twelve months, and those that end within thirty days. */
export function CoveragePage() {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  useTitle(t('ui.coverage.calendar'));
  const [result, reload] = useQuery({ query: Coverage, requestPolicy: 'cache-and-network' });
  const title = t('ui.nav.authorizations');
  return (
    <Page>
      <PageHead title={title} />
      <Siblings label={title} siblings={KINDS} />
      <QueryGate
        result={result}
        retry={reload}
        skeleton={
          <Card>
            <Skeleton lines={8} height={32} />
          </Card>
        }
      >
        {({ csp, joint }) => {
          const all = [
            ...csp.nodes.map((a) => ({ ...a, to: '/authorizations' as const })),
            ...joint.nodes.map((a) => ({ ...a, to: '/authorizations/joint' as const })),
          ];
          const coversOf = (to: string): Cover[] =>
            all
              .filter((a) => a.to === to)
              .map((a) => ({
                id: a.id,
                link: (
                  <RouteLink variant="quiet" to={a.to} search={{ open: a.id }}>
                    {a.productName}
                  </RouteLink>
                ),
                notes: [
                  scopeOf(a, side, t),
                  t('ui.coverage.from', { rate: format.payRate(a.floorPayRate) }),
                ],
                from: a.validFrom,
                until: a.validUntil,
              }));
          const cut = csp.pageInfo.hasNextPage || joint.pageInfo.hasNextPage;
          return (
            <>
              <Lapsing authorizations={all} />
              <Card
                flush
                title={t('ui.coverage.calendar')}
                note={t(cut ? 'ui.coverage.calendarCut' : 'ui.coverage.calendarNote')}
              >
                <CoverageTable
                  label={t('ui.coverage.calendar')}
                  groups={KINDS.filter(({ to }) => to !== '/authorizations/coverage').map(
                    ({ to }) => ({
                      id: to,
                      title: t(nameOfKind(to)),
                      empty: t('ui.coverage.noAuthorization'),
                      covers: coversOf(to),
                      more: (
                        <RouteLink to={to} search={{ view: 'active' }}>
                          {t('ui.coverage.all')}
                        </RouteLink>
                      ),
                    }),
                  )}
                />
              </Card>
            </>
          );
        }}
      </QueryGate>
    </Page>
  );
}
