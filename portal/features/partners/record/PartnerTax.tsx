import { createRequest, useQuery } from 'urql';
import { FileLink } from '../../../domain/files/FileLink.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { PartnerTaxQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Tax = graphql(`
  query PartnerTax($id: ID!) {
    partner(by: { id: $id }) {
      id
      taxpayerProfile {
        id taxpayerType taxNumber invoiceTitle bankName bankAccountMasked rejectedAt rejectionReason
        businessLicense { id ...FileLink_file }
      }
    }
  }
`);

export const askTax = (id: string) => createRequest(Tax, { id });

/** Tax and bank data of a partner with its license: what operations certify. */
export function PartnerTax({ id }: { id: string }) {
  const t = useText();
  const [result, reload] = useQuery({ query: Tax, variables: { id } });
  return (
    <Card title={t('ui.partner.tax.title')}>
      <QueryGate
        result={result}
        retry={() => reload({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton lines={6} />}
      >
        {({ partner }) =>
          partner?.taxpayerProfile ? (
            <Profile profile={partner.taxpayerProfile} />
          ) : (
            <EmptyState title={t('ui.partner.tax.empty')} />
          )
        }
      </QueryGate>
    </Card>
  );
}

type Profile = NonNullable<NonNullable<PartnerTaxQuery['partner']>['taxpayerProfile']>;

function Profile({ profile: tax }: { profile: Profile }) {
  const t = useText();
  const format = useFormat();
  return (
    <DescriptionList
      items={[
        {
          id: 'type',
          label: t('ui.partner.tax.type'),
          value: t.enum('TaxpayerType', tax.taxpayerType),
        },
        { id: 'title', label: t('ui.partner.tax.invoiceTitle'), value: tax.invoiceTitle },
        { id: 'number', label: t('ui.partner.tax.taxNumber'), value: tax.taxNumber },
        { id: 'bank', label: t('ui.partner.tax.bankName'), value: tax.bankName },
        { id: 'account', label: t('ui.partner.tax.bankAccount'), value: tax.bankAccountMasked },
        {
          id: 'license',
          label: t('ui.partner.tax.businessLicense'),
          value: tax.businessLicense ? (
            <FileLink file={tax.businessLicense} />
          ) : (
            t('ui.partner.tax.noLicense')
          ),
        },
        ...(tax.rejectedAt
          ? [
              {
                id: 'rejection',
                label: t('ui.partner.tax.rejection'),
                value: `${format.dateTime(tax.rejectedAt)} · ${tax.rejectionReason}`,
              },
            ]
          : []),
      ]}
    />
  );
}
