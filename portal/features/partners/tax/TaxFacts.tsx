import { FileLink } from '../../../domain/files/FileLink.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';

const Profile = graphql(`
  fragment TaxFacts_profile on TaxpayerProfile {
    id taxpayerType taxNumber invoiceTitle address phone bankName bankAccountMasked
    rejectedAt rejectionReason
    businessLicense { id ...FileLink_file }
  }
`);

/** Tax and bank data with the license: what operations certify, and the reason why they did not. */
export function TaxFacts({ profile }: { profile: FragmentType<typeof Profile> }) {
  const t = useText();
  const format = useFormat();
  const tax = readFragment(Profile, profile);
  const facts = [
    { id: 'type', value: t.enum('TaxpayerType', tax.taxpayerType) },
    { id: 'taxNumber', value: tax.taxNumber },
    { id: 'invoiceTitle', value: tax.invoiceTitle },
    { id: 'address', value: tax.address },
    { id: 'phone', value: tax.phone },
    { id: 'bankName', value: tax.bankName },
    { id: 'bankAccount', value: tax.bankAccountMasked },
    {
      id: 'businessLicense',
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
            value: `${format.dateTime(tax.rejectedAt)} · ${tax.rejectionReason}`,
          },
        ]
      : []),
  ];
  return (
    <DescriptionList
      items={facts.map((fact) => ({ ...fact, label: t.maybe(`ui.partner.tax.${fact.id}`) }))}
    />
  );
}
