import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { sideOf, useSession } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { AppealActions } from './AppealActions.tsx';
import { AppealBadges, AppealFacts, AppealRecord, useAppealTitle } from './AppealRecord.tsx';

const One = graphql(`
  query AppealPage($id: ID!) {
    appeal(by: { id: $id }) {
      id number supervision { id } ...AppealRecord_appeal ...AppealActions_appeal
    }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];

const route = getRouteApi('/app/appeals/$id');

/** One appeal, for the seller, the partner and operations. */
export function AppealPage() {
  const t = useText();
  const { id } = route.useParams();
  const titleOf = useAppealTitle();
  const isOperator = sideOf(useSession()) === 'OPERATOR';
  return (
    <Page>
      <RecordGate
        prefix="apl"
        query={One}
        variables={{ id }}
        of={(data) => data.appeal}
        title={({ number }) => number}
        skeleton={<RecordSkeleton />}
      >
        {(appeal) => (
          <>
            <PageHead
              title={titleOf(appeal)}
              crumbsLabel={t('ui.crumbs')}
              crumbs={[
                isOperator ? (
                  <BackToList key="list" name="appeals" label="ui.nav.appeals" />
                ) : (
                  <RouteLink
                    key="list"
                    to="/supervisions/$id"
                    params={{ id: appeal.supervision.id }}
                  >
                    {t('ui.nav.supervisions')}
                  </RouteLink>
                ),
                <span key="number">{appeal.number}</span>,
              ]}
              meta={<AppealBadges appeal={appeal} />}
              actions={<AppealActions appeal={appeal} />}
            />
            <p className="row note">
              <AppealFacts
                appeal={appeal}
                order={(order, number) => (
                  <RouteLink to="/orders/$id" params={{ id: order }}>
                    {number}
                  </RouteLink>
                )}
              />
            </p>
            <AppealRecord appeal={appeal} />
          </>
        )}
      </RecordGate>
    </Page>
  );
}
