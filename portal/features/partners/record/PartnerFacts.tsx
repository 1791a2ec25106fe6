import { FileLink } from '../../../domain/files/FileLink.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Partner = graphql(`
  fragment PartnerFacts_partner on Partner {
    id tier parentName joinedAt certifiedAt
    parent { id name }
    children(first: 50) { nodes { id name status } count { value isExact } }
    taxpayerProfile {
      id taxpayerType taxNumber invoiceTitle bankName bankAccountMasked rejectedAt rejectionReason
      businessLicense { id ...FileLink_file }
    }
  }
`);

/** Place of a partner in the programme, its tax data, and its sub-distributors. */
export function PartnerFacts({ partner }: { partner: FragmentType<typeof Partner> }) {
  const t = useText();
  const format = useFormat();
  const { taxpayerProfile: tax, children, parent, ...p } = readFragment(Partner, partner);
  return (
    <>
      <Card title={t('ui.partner.place')}>
        <DescriptionList
          items={[
            { id: 'tier', label: t('ui.partner.tier'), value: t.enum('PartnerTier', p.tier) },
            ...(p.parentName
              ? [
                  {
                    id: 'parent',
                    label: t('ui.partner.parent'),
                    value: parent ? (
                      <RouteLink to="/partners/$id" params={{ id: parent.id }}>
                        {parent.name}
                      </RouteLink>
                    ) : (
                      p.parentName
                    ),
                  },
                ]
              : []),
            { id: 'joined', label: t('ui.partner.joined'), value: format.date(p.joinedAt) },
            {
              id: 'certified',
              label: t('ui.partner.certified'),
              value: p.certifiedAt ? format.dateTime(p.certifiedAt) : t('ui.none'),
            },
          ]}
        />
      </Card>
      <Card title={t('ui.partner.tax.title')}>
        {tax ? (
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
              {
                id: 'account',
                label: t('ui.partner.tax.bankAccount'),
                value: tax.bankAccountMasked,
              },
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
        ) : (
          <EmptyState title={t('ui.partner.tax.empty')} />
        )}
      </Card>
      {children.nodes.length > 0 && (
        <Card title={t('ui.partner.children')} note={format.count(children.count)}>
          <ul className="stack">
            {children.nodes.map((child) => (
              <li key={child.id} className="row">
                <RouteLink to="/partners/$id" params={{ id: child.id }}>
                  {child.name}
                </RouteLink>
                <StateBadge type="PartnerStatus" value={child.status} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
