import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { useMay, useSession } from '../../../lib/session.ts';
import { Forbidden, NotFound } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';

const TaxProfileDialog = later(() => import('./TaxProfileDialog.tsx'), 'TaxProfileDialog');

const Profile = graphql(`
  query TaxProfilePage($id: ID!) {
    partner(by: { id: $id }) {
      id certifiedAt
      taxpayerProfile {
        id taxpayerType taxNumber invoiceTitle address phone bankName bankAccountMasked
      }
      ...TaxProfileDialog_partner
    }
  }
`);

/** Tax and bank data of the viewer's partner organization: bills are made and paid by them. */
export function TaxProfilePage() {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const { org } = useSession();
  const [editing, setEditing] = useState(false);
  useTitle(t('ui.nav.taxProfile'));
  const [result, reload] = useQuery({
    query: Profile,
    // A partner has the key of its organization.
    variables: { id: `ptn_${org.id}` },
    requestPolicy: 'cache-and-network',
  });
  if (!may('partnerUpdateTaxProfile')) return <Forbidden mutation="partnerUpdateTaxProfile" />;
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Page width="narrow">
          <RecordSkeleton />
        </Page>
      }
    >
      {({ partner }) => {
        if (!partner) return <NotFound />;
        const { taxpayerProfile: profile, certifiedAt } = partner;
        const edit = (
          <Button
            icon={Pencil}
            variant={profile ? 'default' : 'primary'}
            onPress={() => setEditing(true)}
          >
            {t(profile ? 'ui.edit' : 'ui.partner.tax.enter')}
          </Button>
        );
        return (
          <Page width="narrow">
            <PageHead title={t('ui.nav.taxProfile')} />
            <Banner tone={certifiedAt ? 'good' : 'waiting'}>
              {certifiedAt
                ? t('ui.partner.tax.certified', { time: format.dateTime(certifiedAt) })
                : t('ui.partner.tax.notCertified')}
            </Banner>
            <Card title={t('ui.partner.tax.title')} actions={profile && edit}>
              {profile ? (
                <DescriptionList
                  items={[
                    { id: 'type', value: t.enum('TaxpayerType', profile.taxpayerType) },
                    { id: 'taxNumber', value: profile.taxNumber },
                    { id: 'invoiceTitle', value: profile.invoiceTitle },
                    { id: 'address', value: profile.address },
                    { id: 'phone', value: profile.phone },
                    { id: 'bankName', value: profile.bankName },
                    { id: 'bankAccount', value: profile.bankAccountMasked },
                  ].map(({ id, value }) => ({
                    id,
                    value,
                    label: t.maybe(`ui.partner.tax.${id}`),
                  }))}
                />
              ) : (
                <EmptyState title={t('ui.partner.tax.empty')} action={edit}>
                  {t('ui.partner.tax.emptyText')}
                </EmptyState>
              )}
            </Card>
            {editing && <TaxProfileDialog partner={partner} onClose={() => setEditing(false)} />}
          </Page>
        );
      }}
    </QueryGate>
  );
}
