import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { InvoicingDataPageQuery } from '../../../gql/graphql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Forbidden } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { Timeline } from '../../../ui/display/Timeline.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { Purchaser } from '../Purchaser.tsx';

const SetDialog = lazyComponent(() => import('./InvoicingDataDialog.tsx'), 'InvoicingDataDialog');

const Settings = graphql(`
  query InvoicingDataPage {
    invoicingSettings(first: 100) {
      nodes {
        id isInForce effectiveFrom setBy reason createdAt
        purchaser { title taxNumber ...Purchaser_purchaser ...InvoicingDataDialog_purchaser }
      }
    }
  }
`);

type Setting = InvoicingDataPageQuery['invoicingSettings']['nodes'][number];

/** The marketplace's data on invoices and the address to which they are sent, with every earlier version. */
export function InvoicingDataPage() {
  const t = useText();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  useTitle(t('ui.nav.invoicingData'));
  const [result, reload] = useQuery({ query: Settings, requestPolicy: 'cache-and-network' });
  if (!may('invoicingSettingSet')) return <Forbidden mutation="invoicingSettingSet" />;
  return (
    <Page width="narrow">
      <QueryGate result={result} retry={reload} skeleton={<RecordSkeleton />}>
        {({ invoicingSettings: { nodes } }) => {
          const current = nodes.find(({ isInForce }) => isInForce);
          const edit = (
            <Button icon={Pencil} variant="primary" onPress={() => setEditing(true)}>
              {t(current ? 'ui.edit' : 'ui.invoicingData.enter')}
            </Button>
          );
          return (
            <>
              <PageHead
                title={t('ui.nav.invoicingData')}
                meta={t('ui.invoicingData.lead')}
                actions={current && edit}
              />
              {current ? (
                <Purchaser purchaser={current.purchaser} />
              ) : (
                <Card>
                  <EmptyState title={t('ui.invoicingData.empty')} action={edit}>
                    {t('ui.invoicingData.emptyText')}
                  </EmptyState>
                </Card>
              )}
              {nodes.length > 0 && <History settings={nodes} />}
              {editing && (
                <SetDialog
                  purchaser={current?.purchaser ?? null}
                  onClose={() => setEditing(false)}
                />
              )}
            </>
          );
        }}
      </QueryGate>
    </Page>
  );
}

function History({ settings }: { settings: readonly Setting[] }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  return (
    <Card title={t('ui.policy.history')}>
      <Timeline
        label={t('ui.policy.history')}
        items={settings.map((setting) => ({
          id: setting.id,
          tone: setting.isInForce ? ('good' as const) : undefined,
          title: (
            <span className="row">
              <strong>{setting.purchaser.title}</strong>
              {setting.isInForce && <Badge tone="good">{t('ui.policy.inForce')}</Badge>}
              {Date.parse(setting.effectiveFrom) > now && (
                <Badge tone="waiting">{t('ui.policy.scheduled')}</Badge>
              )}
            </span>
          ),
          note: t('ui.policy.setNote', {
            from: format.dateTime(setting.effectiveFrom),
            who: setting.setBy,
            at: format.dateTime(setting.createdAt),
          }),
          children: <p>{setting.reason}</p>,
        }))}
      />
    </Card>
  );
}
