import { useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const TaxpayerDialog = lazyComponent(() => import('./TaxpayerDialog.tsx'), 'TaxpayerDialog');

const Seller = graphql(`
  fragment SellerRegistration_organization on Organization {
    id nameEn code kind createdAt taxpayerType taxpayerSince
    members(first: 1) { count { value isExact } }
  }
`);

/** Registration of a seller. Operators change its taxpayer type here. */
export function SellerRegistration({ seller }: { seller: FragmentType<typeof Seller> }) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const s = readFragment(Seller, seller);
  const { count: members } = s.members;
  const taxpayer = s.taxpayerType && t.enum('TaxpayerType', s.taxpayerType);
  const items = [
    ...(s.nameEn ? [{ id: 'nameEn', label: t('ui.organization.nameEn'), value: s.nameEn }] : []),
    {
      id: 'code',
      label: t('ui.organization.code'),
      value: <span className="mono">{s.code}</span>,
    },
    { id: 'created', label: t('ui.createdAt'), value: format.date(s.createdAt) },
    ...(taxpayer
      ? [
          {
            id: 'taxpayer',
            label: t('ui.partner.tax.type'),
            value: s.taxpayerSince
              ? t('ui.seller.taxpayer.since', {
                  type: taxpayer,
                  time: format.date(s.taxpayerSince),
                })
              : taxpayer,
          },
        ]
      : []),
    // Only its own members and operators see them.
    ...(members.value > 0
      ? [{ id: 'members', label: t('ui.organization.members'), value: format.count(members) }]
      : []),
  ];
  return (
    <Card
      title={t('ui.seller.registration')}
      actions={
        s.taxpayerType &&
        may('organizationSetTaxpayerType') && (
          <Button size="sm" onPress={() => setOpen(true)}>
            {t('ui.seller.taxpayer.change')}
          </Button>
        )
      }
    >
      <DescriptionList items={items} />
      {isOpen && s.taxpayerType && (
        <TaxpayerDialog sellerId={s.id} type={s.taxpayerType} onClose={() => setOpen(false)} />
      )}
    </Card>
  );
}
