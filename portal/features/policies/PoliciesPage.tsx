import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { useMay } from '../../lib/session.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { HolidayCalendar } from './HolidayCalendar.tsx';
import { PolicyTable } from './PolicyTable.tsx';

const SetPolicyDialog = lazyComponent(() => import('./SetPolicyDialog.tsx'), 'SetPolicyDialog');
const PolicyHistory = lazyComponent(() => import('./PolicyHistory.tsx'), 'PolicyHistory');

const Policies = graphql(`
  query PoliciesPage {
    policies { key ...PolicyTable_policy ...SetPolicyDialog_policy ...PolicyHistory_policy }
    policyValues(first: 100) { nodes { id ...PolicyTable_value } }
    holidayYears { ...HolidayCalendar_year }
    holidayPlans(first: 100) { nodes { id ...HolidayCalendar_plan } }
  }
`);

/** The module of a policy: the first part of its key. */
const groupOf = (key: string): string => key.split('.', 1)[0] ?? key;

const route = getRouteApi('/app/policies');

export function PoliciesPage() {
  const t = useText();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [setting, setSetting] = useState<string | null>(null);
  useTitle(t('ui.nav.policies'));
  const [result, reload] = useQuery({ query: Policies, requestPolicy: 'cache-and-network' });
  const show = (key: string | null) =>
    void navigate({ search: key ? { open: key } : {}, resetScroll: false });
  return (
    <Page>
      <PageHead title={t('ui.nav.policies')} meta={t('ui.policies.lead')} />
      <QueryGate
        result={result}
        retry={reload}
        skeleton={
          <Card>
            <Skeleton lines={8} height={20} />
          </Card>
        }
      >
        {({ policies, policyValues, holidayYears, holidayPlans }) => {
          const find = (key: string | null | undefined) => policies.find((p) => p.key === key);
          const groups = [...new Set(policies.map(({ key }) => groupOf(key)))];
          const shown = find(open);
          const set = find(setting);
          return (
            <>
              <HolidayCalendar years={holidayYears} plans={holidayPlans.nodes} />
              {groups.map((group) => (
                <PolicyTable
                  key={group}
                  group={group}
                  policies={policies.filter(({ key }) => groupOf(key) === group)}
                  values={policyValues.nodes}
                  onOpen={show}
                  onSet={may('policySet') ? setSetting : undefined}
                />
              ))}
              {shown && <PolicyHistory policy={shown} onClose={() => show(null)} />}
              {set && <SetPolicyDialog policy={set} onClose={() => setSetting(null)} />}
            </>
          );
        }}
      </QueryGate>
    </Page>
  );
}
