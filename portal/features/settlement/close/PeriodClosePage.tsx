import { getRouteApi } from '@tanstack/react-router';
import { CalendarClock, FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { PeriodClosePageQuery } from '../../../gql/graphql.ts';
import { useNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { plusMonths } from '../../../lib/months.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { CloseAuthorizations } from './CloseAuthorizations.tsx';
import { CloseBills } from './CloseBills.tsx';
import { CloseChecklist } from './CloseChecklist.tsx';
import { CloseDisputes } from './CloseDisputes.tsx';
import { CloseRun } from './CloseRun.tsx';
import { type CloseStep, inStates, isBillStep, WAITING } from './close-states.ts';
import styles from './PeriodClose.module.css';
import { RunPreview } from './RunPreview.tsx';
import { StateShares } from './StateShares.tsx';
import { useProgress } from './useProgress.ts';

const Close = graphql(`
  query PeriodClosePage(
    $period: Month!, $key: String!, $states: [SettlementBillStatus!], $bills: Boolean!
    $authorizations: Boolean!, $disputes: Boolean!
  ) {
    billRun(by: { period: $key }) { id status ...CloseRun_run }
    states: settlementReport(first: 20, groupBy: [STATUS], filter: { period: [$period] }) {
      rows { status billCount gross { amount currency } }
    }
    ...useProgress_query
    settlementBills(first: 100, filter: { period: [$period], status: $states }) @include(if: $bills) {
      nodes { id ...CloseBills_bill }
    }
    paymentAuthorizations(first: 100, filter: { period: [$period], status: [PENDING, REFUSED] })
      @include(if: $authorizations) {
      nodes { id ...CloseAuthorizations_authorization }
    }
    lineDisputes(first: 100, filter: { period: [$period], status: [OPEN] }) @include(if: $disputes) {
      nodes { id ...CloseDisputes_dispute }
    }
  }
`);

const route = getRouteApi('/app/period-close');

/** The month whose bills are being closed: the one before the present. */
const closing = (now: number): string =>
  plusMonths(`${isoDay(now).slice(0, 7)}-01`, -1).slice(0, 7);
const around = (period: string): string[] =>
  [-1, 0, 1].map((months) => plusMonths(`${period}-01`, months).slice(0, 7));

/** 关账: the operators' checklist of a month, from the bill run to the last payment. */
export function PeriodClosePage() {
  const t = useText();
  const now = useNow();
  const { period = closing(now), step: chosen } = route.useSearch();
  const step = chosen ?? 'countersign';
  const navigate = route.useNavigate();
  useTitle(t('ui.nav.periodClose'));
  const [result, reload] = useQuery({
    query: Close,
    variables: {
      period,
      key: period,
      states: isBillStep(step) ? [...WAITING[step]] : null,
      bills: isBillStep(step),
      authorizations: step === 'authorize',
      disputes: step === 'dispute',
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Page>
      <PageHead
        title={t('ui.close.title', { period })}
        meta={t('ui.close.lead')}
        actions={
          <Segmented
            label={t('ui.close.period')}
            value={period}
            onChange={(id) => void navigate({ search: (was) => ({ ...was, period: id }) })}
            options={[...new Set([...around(closing(now)), period])]
              .sort()
              .map((id) => ({ id, label: id }))}
          />
        }
      />
      <QueryGate result={result} retry={reload} skeleton={<CloseSkeleton />}>
        {(data) => <Content data={data} period={period} step={chosen ?? firstStep(data)} />}
      </QueryGate>
    </Page>
  );
}

/** A month without bills begins with its run. */
const firstStep = ({ states }: PeriodClosePageQuery): CloseStep =>
  states.rows.length > 0 ? 'countersign' : 'run';

interface ContentProps {
  data: PeriodClosePageQuery;
  period: string;
  step: CloseStep;
}

function Content({ data, period, step }: ContentProps) {
  const states = data.states.rows.flatMap(({ status, ...sums }) =>
    status ? [{ status, ...sums }] : [],
  );
  const total = inStates(
    states,
    states.map(({ status }) => status),
  );
  const steps = useProgress(data, states);
  return (
    <>
      <StateShares period={period} states={states} total={total} />
      <div className={styles.close}>
        <CloseChecklist period={period} current={step} steps={steps} />
        <div className="stack">
          {step === 'run' && <RunStep data={data} period={period} />}
          {step === 'dispute' && <CloseDisputes disputes={data.lineDisputes?.nodes ?? []} />}
          {step === 'authorize' && (
            <CloseAuthorizations authorizations={data.paymentAuthorizations?.nodes ?? []} />
          )}
          {isBillStep(step) && <CloseBills step={step} bills={data.settlementBills?.nodes ?? []} />}
        </div>
      </div>
    </>
  );
}

/** The run of the month, and a preview until it is made. */
function RunStep({ data: { billRun }, period }: Omit<ContentProps, 'step'>) {
  const t = useText();
  const [isPreviewed, setPreviewed] = useState(false);
  return (
    <>
      {billRun ? (
        <CloseRun run={billRun} />
      ) : (
        <Card>
          <EmptyState icon={CalendarClock} title={t('ui.close.notPlanned')}>
            {t('ui.close.notPlannedText')}
          </EmptyState>
        </Card>
      )}
      {billRun?.status !== 'COMPLETED' &&
        (isPreviewed ? (
          <RunPreview period={period} />
        ) : (
          <div className="row">
            <Button icon={FlaskConical} onPress={() => setPreviewed(true)}>
              {t('ui.close.preview')}
            </Button>
          </div>
        ))}
    </>
  );
}

function CloseSkeleton() {
  return (
    <div className="stack">
      <Card>
        <Skeleton height={56} />
      </Card>
      <Card>
        <Skeleton lines={8} height={24} />
      </Card>
    </div>
  );
}
