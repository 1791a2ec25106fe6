import { useState } from 'react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { UpstreamAge } from '../../../domain/UpstreamAge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const CorrectDialog = lazyComponent(() => import('./CorrectDialog.tsx'), 'CorrectDialog');

const Customer = graphql(`
  fragment CustomerFacts_customer on Customer {
    id name accessLevel cloudAccount upstreamId customerType verifiedStatus level registeredAt firstCashAt country
    source createdAt
  }
`);

/** Account data from the marketplace; incomplete until the customer is bound. Operators correct what partners named. */
export function CustomerFacts({ customer }: { customer: FragmentType<typeof Customer> }) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const c = readFragment(Customer, customer);
  const [isCorrecting, setCorrecting] = useState(false);
  const isCorrectable = c.source && c.source !== 'UPSTREAM' && may('customerCorrect');
  if (c.accessLevel === 'NAME')
    return (
      <Card title={t('ui.customer.account')}>
        <Banner tone="info" title={t('ui.customer.nameOnly')}>
          {t('ui.customer.nameOnlyText')}
        </Banner>
      </Card>
    );
  const values = {
    cloudAccount: c.cloudAccount && <span className="mono">{c.cloudAccount}</span>,
    customerType: c.customerType && t.enum('CustomerType', c.customerType),
    verifiedStatus: c.verifiedStatus && (
      <StateBadge type="VerifiedStatus" value={c.verifiedStatus} />
    ),
    level: c.level,
    upstreamId: c.upstreamId && <span className="mono">{c.upstreamId}</span>,
    country: c.country && format.region(c.country),
    registeredAt: c.registeredAt && format.date(c.registeredAt),
    firstCashAt: c.firstCashAt && format.date(c.firstCashAt),
    source: c.source && t.enum('CustomerSource', c.source),
    knownSince: format.date(c.createdAt),
  };
  return (
    <Card
      title={t('ui.customer.account')}
      note={<UpstreamAge />}
      actions={
        isCorrectable && (
          <Button size="sm" onPress={() => setCorrecting(true)}>
            {t('ui.customer.correct')}
          </Button>
        )
      }
    >
      <DescriptionList
        variant="columns"
        items={Object.entries(values).map(([id, value]) => ({
          id,
          label: t.maybe(`ui.customer.${id}`),
          value: value ?? t('ui.none'),
        }))}
      />
      {isCorrecting && (
        <CorrectDialog
          customer={{ id: c.id, name: c.name, cloudAccount: c.cloudAccount }}
          onClose={() => setCorrecting(false)}
        />
      )}
    </Card>
  );
}
