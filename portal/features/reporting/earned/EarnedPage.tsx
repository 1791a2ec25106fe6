import { getRouteApi } from '@tanstack/react-router';
import { Calculator } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Term } from '../../../domain/Term.tsx';
import { graphql } from '../../../gql/gql.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../../lib/lazy.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { Forecast } from './Forecast.tsx';
import { groupsOf, moneyOf, STAGES } from './groups.ts';
import { Reasons } from './Reasons.tsx';

const Earned = graphql(`
  query EarnedPage {
    reasons: billingReport(groupBy: [REASON, REFUND], filter: { billingStatus: [PENDING] }, first: 100) {
      rows {
        reason refund lineCount withoutShare
        settlement { amount currency }
      }
    }
    bills: settlementBills(first: 1) { nodes { id period gross { amount currency } } }
  }
`);

const NextBill = lazyComponent(() => import('./NextBill.tsx'), 'NextBill');

const route = getRouteApi('/app/earned');

/** Earnings that no bill holds yet (已挣未结): why, who acts next, and what the next bill can become. */
export function EarnedPage() {
  const t = useText();
  const format = useFormat();
  const { reason } = route.useSearch();
  useTitle(t('ui.nav.earned'));
  const [isComputed, setComputed] = useState(false);
  const [result, reload] = useQuery({ query: Earned, requestPolicy: 'cache-and-network' });
  return (
    <Page>
      <PageHead
        title={t('ui.nav.earned')}
        meta={<span className="note">{t('ui.earned.lead')}</span>}
        actions={
          <Button
            icon={Calculator}
            isDisabled={isComputed}
            onHoverStart={() => preload(NextBill)}
            onPress={() => setComputed(true)}
          >
            {t('ui.nextBill.compute')}
          </Button>
        }
      />
      {isComputed && <NextBill />}
      <QueryGate
        result={result}
        retry={reload}
        skeleton={
          <Card>
            <Skeleton lines={8} height={24} />
          </Card>
        }
      >
        {({ reasons, bills }) => {
          const groups = groupsOf(reasons.rows);
          if (groups.length === 0)
            return <EmptyState title={t('ui.earned.empty')}>{t('ui.earned.emptyText')}</EmptyState>;
          const lines = groups.reduce((sum, { lineCount }) => sum + lineCount, 0);
          const withoutShare = groups.reduce((sum, group) => sum + group.withoutShare, 0);
          const money = (amount: string) => format.money({ amount, currency: CURRENCY });
          return (
            <>
              <FactStrip
                facts={[
                  {
                    id: 'all',
                    label: <Term of="estimate">{t('ui.earned.all')}</Term>,
                    value: money(moneyOf(groups)),
                    note: t('ui.earned.lines', { lines, withoutShare }),
                  },
                  ...STAGES.map((stage) => ({
                    id: stage,
                    label: t(`ui.earned.stage.${stage}`),
                    value: money(moneyOf(groups, stage)),
                    note: t('ui.earned.stageLines', {
                      lines: groups
                        .filter((group) => group.stage === stage)
                        .reduce((sum, { lineCount }) => sum + lineCount, 0),
                    }),
                  })),
                ]}
              />
              <Forecast groups={groups} last={bills.nodes[0] ?? null} />
              <Reasons key={reason} groups={groups} opened={reason} />
            </>
          );
        }}
      </QueryGate>
    </Page>
  );
}
