import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { FileLink } from '../../../domain/files/FileLink.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { TaxProfilePageQuery } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
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

const TaxProfileDialog = lazyComponent(() => import('./TaxProfileDialog.tsx'), 'TaxProfileDialog');

const Profile = graphql(`
  query TaxProfilePage($id: ID!) {
    partner(by: { id: $id }) {
      id certifiedAt
      taxpayerProfile {
        id taxpayerType taxNumber invoiceTitle address phone bankName bankAccountMasked
        rejectedAt rejectionReason
        businessLicense { id ...FileLink_file }
      }
      ...TaxProfileDialog_partner
    }
  }
`);

type Partner = NonNullable<TaxProfilePageQuery['partner']>;

/** State of the certification in words, with what it lacks. */
function stateOf({ certifiedAt, taxpayerProfile: tax }: Partner, t: Text, format: Format): string {
  if (certifiedAt) return t('ui.partner.tax.certified', { time: format.dateTime(certifiedAt) });
  if (tax?.rejectedAt)
    return t('ui.partner.tax.rejected', {
      time: format.dateTime(tax.rejectedAt),
      reason: tax.rejectionReason ?? '',
    });
  return t(
    tax && !tax.businessLicense ? 'ui.partner.tax.licenseMissing' : 'ui.partner.tax.notCertified',
  );
}

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
      retry={reload}
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
            <Banner tone={certifiedAt ? 'good' : profile?.rejectedAt ? 'bad' : 'waiting'}>
              {stateOf(partner, t, format)}
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
                    {
                      id: 'businessLicense',
                      value: profile.businessLicense ? (
                        <FileLink file={profile.businessLicense} />
                      ) : (
                        t('ui.partner.tax.noLicense')
                      ),
                    },
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
