import { CircleHelp, PackageCheck, PackageX, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { createRequest } from 'urql';
import { ActionButtons, useActions } from '../../domain/ActionButtons.tsx';
import { SellerLink } from '../../domain/SellerLink.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { SupportContact } from '../../domain/SupportContact.tsx';
import { Term } from '../../domain/Term.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import type { Prefetch } from '../../lib/prefetch.ts';
import { useMay } from '../../lib/session.ts';
import { PanelFrame, RecordPanel } from '../../shell/PanelFrame.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { Tag } from '../../ui/display/Badge.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { PanelSection } from '../../ui/overlays/SidePanel.tsx';
import { FavoriteButton } from './FavoriteButton.tsx';
import { ProductBusiness } from './ProductBusiness.tsx';
import styles from './ProductPanel.module.css';
import { SpecificationRow } from './SpecificationRow.tsx';

const DelistDialog = lazyComponent(() => import('./DelistDialog.tsx'), 'DelistDialog');
const RelistDialog = lazyComponent(() => import('./RelistDialog.tsx'), 'RelistDialog');
const AuthorizationDialog = lazyComponent(
  () => import('./explain/AuthorizationDialog.tsx'),
  'AuthorizationDialog',
);
const ReviseDialog = lazyComponent(() => import('./ReviseDialog.tsx'), 'ReviseDialog');
const AddSpecificationDialog = lazyComponent(
  () => import('./AddSpecificationDialog.tsx'),
  'AddSpecificationDialog',
);
const ChooseGroupDialog = lazyComponent(
  () => import('./support/ChooseGroupDialog.tsx'),
  'ChooseGroupDialog',
);

const OneProduct = graphql(`
  query ProductPanel($id: ID!) {
    product(by: { id: $id }) { id ...ProductPanel_product }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(OneProduct, { id })];
const Product = graphql(`
  fragment ProductPanel_product on Product {
    id name saleModel productType status isFavorite floorPayRate maxShareRatio standardShareRatio
    supervisionTemplate averageDeliveryDays leadUrl createdAt delistedAt
    seller { id name }
    supportGroup { id name ...SupportContact_group }
    specifications { id ...SpecificationRow_specification }
    ...ActionButtons_actionable
    ...FavoriteButton_product
    ...DelistDialog_product
    ...RelistDialog_product
    ...ReviseDialog_product
    ...ChooseGroupDialog_product
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
  const may = useMay();
  const canChoose = useActions(p)('setSupportGroup')?.enabled;
  const [asking, setAsking] = useState<
    'revise' | 'delist' | 'relist' | 'add' | 'explain' | 'support' | null
  >(null);
  const close = () => setAsking(null);
  const isSold = p.productType !== 'CONSULTING';
  const delivery =
    p.supervisionTemplate &&
    `${t.enum('SupervisionTemplate', p.supervisionTemplate)} · ${t('ui.product.deliveryIn', { days: p.averageDeliveryDays ?? 0 })}`;
  const facts = [
    { id: 'seller', label: t('ui.seller'), value: <SellerLink seller={p.seller} /> },
    { id: 'model', label: t('ui.product.model'), value: t.enum('SaleModel', p.saleModel) },
    { id: 'type', label: t('ui.product.type'), value: t.enum('ProductType', p.productType) },
    ...(isSold
      ? [
          {
            id: 'delivery',
            label: t('ui.product.delivery'),
            value: delivery ?? t('ui.product.instant'),
          },
          {
            id: 'floor',
            label: <Term of="floor">{t('ui.discount.floor')}</Term>,
            value: p.floorPayRate ? format.payRate(p.floorPayRate) : t('ui.none'),
          },
          {
            id: 'share',
            label: <Term of="share">{t('ui.product.share')}</Term>,
            value:
              p.standardShareRatio && p.maxShareRatio
                ? t('ui.product.shareValue', {
                    usual: format.percent(p.standardShareRatio),
                    most: format.percent(p.maxShareRatio),
                  })
                : t('ui.none'),
          },
        ]
      : [
          {
            id: 'lead',
            label: t('ui.product.leadUrl'),
            value: p.leadUrl ? (
              <Link href={p.leadUrl} target="_blank">
                {p.leadUrl}
              </Link>
            ) : (
              t('ui.none')
            ),
          },
        ]),
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
      badges={
        <>
          <StateBadge type="SaleStatus" value={p.status} />
          {p.isFavorite && <Tag>{t('ui.product.favorite')}</Tag>}
        </>
      }
      onClose={onClose}
      footer={
        <>
          <ActionButtons
            actionable={p}
            buttons={[
              {
                name: 'revise',
                label: t('ui.edit'),
                icon: Pencil,
                onPress: () => setAsking('revise'),
              },
              {
                name: 'relist',
                label: t('ui.product.relist'),
                icon: PackageCheck,
                variant: 'primary',
                onPress: () => setAsking('relist'),
              },
              {
                name: 'delist',
                label: t('ui.product.delist'),
                icon: PackageX,
                variant: 'danger',
                onPress: () => setAsking('delist'),
              },
            ]}
          />
          {isSold && (
            <Button icon={CircleHelp} onPress={() => setAsking('explain')}>
              {t('ui.explain.authorization.action')}
            </Button>
          )}
          <FavoriteButton product={p} />
        </>
      }
    >
      <PanelSection>
        <DescriptionList items={facts} />
      </PanelSection>
      {(isSold || p.specifications.length > 0) && (
        <PanelSection title={t('ui.product.specs')}>
          <ul className={styles.specs}>
            {p.specifications.map((specification) => (
              <SpecificationRow key={specification.id} specification={specification} />
            ))}
          </ul>
          {isSold && may('specificationPublish') && (
            <Button icon={Plus} size="sm" onPress={() => setAsking('add')}>
              {t('ui.product.addSpec')}
            </Button>
          )}
        </PanelSection>
      )}
      {(p.supportGroup || canChoose) && (
        <PanelSection
          title={t('ui.support')}
          action={
            canChoose && (
              <Button size="sm" onPress={() => setAsking('support')}>
                {t('ui.support.choose')}
              </Button>
            )
          }
        >
          {p.supportGroup ? (
            <div className={styles.support}>
              <h3>{p.supportGroup.name}</h3>
              <SupportContact group={p.supportGroup} />
            </div>
          ) : (
            <p className="note">{t('ui.support.unset')}</p>
          )}
        </PanelSection>
      )}
      <ProductBusiness of={p.id} />
      {asking === 'revise' && <ReviseDialog product={p} onClose={close} />}
      {asking === 'explain' && (
        <AuthorizationDialog productId={p.id} name={p.name} onClose={close} />
      )}
      {asking === 'delist' && <DelistDialog product={p} onClose={close} />}
      {asking === 'relist' && <RelistDialog product={p} onClose={close} />}
      {asking === 'support' && <ChooseGroupDialog product={p} onClose={close} />}
      {asking === 'add' && <AddSpecificationDialog productId={p.id} onClose={close} />}
    </PanelFrame>
  );
}
