import { PackageX } from 'lucide-react';
import { useState } from 'react';
import { createRequest } from 'urql';
import { ActionButtons } from '../../domain/ActionButtons.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { PanelFrame, RecordPanel } from '../../shell/PanelFrame.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { PanelSection } from '../../ui/overlays/SidePanel.tsx';
import { DelistDialog } from './DelistDialog.tsx';
import styles from './ProductPanel.module.css';
import { SpecificationRow } from './SpecificationRow.tsx';

const OneProduct = graphql(`
  query ProductPanel($id: ID!) {
    product(by: { id: $id }) { id ...ProductPanel_product }
  }
`);
export const prefetch = (id: string) => createRequest(OneProduct, { id });
const Product = graphql(`
  fragment ProductPanel_product on Product {
    id name saleModel productType status floorPayRate maxShareRatio standardShareRatio
    createdAt delistedAt
    seller { id name }
    specifications { id ...SpecificationRow_specification }
    ...ActionButtons_actionable
    ...DelistDialog_product
  }
`);

export function ProductPanel({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordPanel
      id={id}
      prefix="prd"
      query={OneProduct}
      of={(data) => data.product}
      onClose={onClose}
    >
      {(product) => <KnownProduct product={product} onClose={onClose} />}
    </RecordPanel>
  );
}

interface KnownProductProps {
  product: FragmentType<typeof Product>;
  onClose: () => void;
}

function KnownProduct({ product, onClose }: KnownProductProps) {
  const t = useText();
  const format = useFormat();
  const p = readFragment(Product, product);
  const [delisting, setDelisting] = useState(false);
  const facts = [
    { id: 'seller', label: t('ui.seller'), value: p.seller.name },
    { id: 'model', label: t('ui.product.model'), value: t.enum('SaleModel', p.saleModel) },
    { id: 'type', label: t('ui.product.type'), value: t.enum('ProductType', p.productType) },
    {
      id: 'floor',
      label: t('ui.discount.floor'),
      value: p.floorPayRate ? format.payRate(p.floorPayRate) : t('ui.none'),
    },
    {
      id: 'share',
      label: t('ui.product.share'),
      value:
        p.standardShareRatio && p.maxShareRatio
          ? t('ui.product.shareValue', {
              usual: format.percent(p.standardShareRatio),
              most: format.percent(p.maxShareRatio),
            })
          : t('ui.none'),
    },
    { id: 'listed', label: t('ui.product.listedAt'), value: format.date(p.createdAt) },
    ...(p.delistedAt
      ? [
          {
            id: 'delisted',
            label: t('ui.product.delistedAt'),
            value: format.dateTime(p.delistedAt),
          },
        ]
      : []),
  ];
  return (
    <PanelFrame
      title={p.name}
      badges={<StateBadge type="SaleStatus" value={p.status} />}
      onClose={onClose}
      footer={
        <>
          <ActionButtons
            actionable={p}
            buttons={[
              {
                name: 'delist',
                label: t('ui.product.delist'),
                icon: PackageX,
                variant: 'danger',
                onPress: () => setDelisting(true),
              },
            ]}
          />
          <RouteLink to="/discounts" search={{ productId: p.id }}>
            {t('ui.product.discounts')}
          </RouteLink>
        </>
      }
    >
      <PanelSection>
        <DescriptionList items={facts} />
      </PanelSection>
      <PanelSection title={t('ui.product.specs')}>
        <ul className={styles.specs}>
          {p.specifications.map((specification) => (
            <SpecificationRow key={specification.id} specification={specification} />
          ))}
        </ul>
      </PanelSection>
      {delisting && <DelistDialog product={p} onClose={() => setDelisting(false)} />}
    </PanelFrame>
  );
}
