import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { Siblings } from '../../../list/Siblings.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { TEAM } from '../members/team.ts';
import { RoleMatrix } from './RoleMatrix.tsx';

const Roles = graphql(`
  query RolesPage { permissions { ...RoleMatrix_permission } }
`);

/** Permissions of each role of the organization, as checked by the server. */
export function RolesPage() {
  const t = useText();
  const { org } = useSession();
  useTitle(t('ui.team.roles'));
  const [result, reload] = useQuery({ query: Roles });
  return (
    <Page>
      <PageHead title={t('ui.nav.team')} meta={org.name} />
      <Siblings label={t('ui.nav.team')} siblings={TEAM} />
      <p className="muted">{t('ui.roles.lead')}</p>
      <QueryGate
        result={result}
        retry={reload}
        skeleton={
          <Card>
            <Skeleton lines={14} height={24} />
          </Card>
        }
      >
        {(data) => <RoleMatrix permissions={data.permissions} />}
      </QueryGate>
    </Page>
  );
}
