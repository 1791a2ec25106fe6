import { getRouteApi } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, Target } from 'lucide-react';
import { useState } from 'react';
import { createRequest, useQuery } from 'urql';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { useMay } from '../../../lib/session.ts';
import { Siblings } from '../../../list/Siblings.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { DataAsOf } from '../DataAsOf.tsx';
import { CoveredDays, expectedUntil } from '../data-as-of.ts';
import { REPORTS } from '../reports/siblings.ts';
import styles from './Performance.module.css';
import { askFigures, PerformanceFigures } from './PerformanceFigures.tsx';
import { performanceSearch } from './search.ts';
import { latestMonth, monthPlus, spanOf } from './spans.ts';

const TargetDialog = lazyComponent(() => import('./TargetDialog.tsx'), 'TargetDialog');

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** The month in the address, or the latest one with a complete day. */
const monthOf = (asked: string | undefined, latest: string): string =>
  asked && MONTH.test(asked) && asked < latest ? asked : latest;

const FIRST_BY = 'PRODUCT';
export const prefetch: Prefetch = ({ search, session }) => {
  const { month, by = FIRST_BY } = performanceSearch(search);
  const until = expectedUntil(serverNow());
  const asked = { month: monthOf(month, latestMonth(until)), until, by };
  return [createRequest(CoveredDays, {}), askFigures(asked, session)];
};

const route = getRouteApi('/app/performance');

const loading = (
  <Card>
    <Skeleton lines={8} height={24} />
  </Card>
);

/** Performance by month (业绩): bars with last year and target, their table, groups, and customers left out. */
export function PerformancePage() {
  const t = useText();
  const may = useMay();
  const { month: asked, by } = route.useSearch();
  const navigate = route.useNavigate();
  const [isSetting, setSetting] = useState(false);
  useTitle(t('ui.nav.performance'));
  const [result, reload] = useQuery({ query: CoveredDays });
  const until = result.data && isoDay(result.data.dataAsOf.until);
  const latest = until && latestMonth(until);
  const month = latest && monthOf(asked, latest);
  const go = (next: string) =>
    void navigate({
      search: (now) => ({ ...now, month: next === latest ? undefined : next }),
      resetScroll: false,
    });
  return (
    <Page>
      <PageHead
        title={t('ui.nav.performance')}
        meta={
          <>
            {month && until && spanOf(month, until).isPartial && (
              <Badge tone="review">{t('ui.performance.partial')}</Badge>
            )}
            <DataAsOf />
          </>
        }
        actions={
          month && (
            <>
              <IconButton
                icon={ChevronLeft}
                label={t('ui.performance.monthBefore')}
                onPress={() => go(monthPlus(month, -1))}
              />
              <strong className={styles.month} aria-live="polite">
                {month}
              </strong>
              <IconButton
                icon={ChevronRight}
                label={t('ui.performance.monthAfter')}
                isDisabled={month === latest}
                onPress={() => go(monthPlus(month, 1))}
              />
              {may('performanceTargetSet') && (
                <Button
                  variant="primary"
                  icon={Target}
                  onPress={() => setSetting(true)}
                  data-noprint
                >
                  {t('ui.performance.setTarget')}
                </Button>
              )}
            </>
          )
        }
      />
      <Siblings label={t('ui.nav.reports')} siblings={REPORTS} />
      <QueryGate result={result} retry={reload} skeleton={loading}>
        {() =>
          month &&
          until && (
            <PerformanceFigures
              month={month}
              until={until}
              by={by ?? FIRST_BY}
              onBy={(next) =>
                void navigate({ search: (now) => ({ ...now, by: next }), resetScroll: false })
              }
              skeleton={loading}
            />
          )
        }
      </QueryGate>
      {isSetting && month && <TargetDialog month={month} onClose={() => setSetting(false)} />}
    </Page>
  );
}
