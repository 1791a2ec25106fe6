import {
  BadgeJapaneseYen,
  Barcode,
  CircleHelp,
  Ellipsis,
  PackageCheck,
  PackageX,
} from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../domain/ActionButtons.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { useStep } from '../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';

const ReasonDialog = lazyComponent(() => import('../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const PriceDialog = lazyComponent(() => import('./explain/PriceDialog.tsx'), 'PriceDialog');
const RepriceDialog = lazyComponent(() => import('./RepriceDialog.tsx'), 'RepriceDialog');
const SkuCodeDialog = lazyComponent(() => import('./SkuCodeDialog.tsx'), 'SkuCodeDialog');

const Specification = graphql(`
  fragment SpecificationRow_specification on Specification {
    id version code skuCode name period vatClass status
    listPrice { amount currency }
    ...ActionButtons_actionable
    ...RepriceDialog_specification
    ...SkuCodeDialog_specification
  }
`);
const Delist = graphql(`
  mutation SpecificationRow_delist($input: SpecificationDelistInput!, $idempotencyKey: ID!) {
    step: specificationDelist(input: $input, idempotencyKey: $idempotencyKey) {
      specification { ...SpecificationRow_specification }
      userErrors { code field message params { key value } }
    }
  }
`);
const Relist = graphql(`
  mutation SpecificationRow_relist($input: SpecificationRelistInput!, $idempotencyKey: ID!) {
    step: specificationRelist(input: $input, idempotencyKey: $idempotencyKey) {
      specification { ...SpecificationRow_specification }
      userErrors { code field message params { key value } }
    }
  }
`);

/** One specification with its list price and the menu of its actions. */
export function SpecificationRow({
  specification,
}: {
  specification: FragmentType<typeof Specification>;
}) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Specification, specification);
  const may = useActions(s);
  const delist = useStep(Delist, t('ui.product.delisted', { name: s.name }));
  const relist = useStep(Relist, t('ui.product.relisted', { name: s.name }));
  const [asking, setAsking] = useState<'delist' | 'reprice' | 'skuCode' | 'explain' | null>(null);
  const close = () => setAsking(null);
  const entries = [
    {
      id: 'reprice',
      label: t('ui.product.reprice'),
      icon: BadgeJapaneseYen,
      onAction: () => setAsking('reprice'),
    },
    {
      id: 'assignSkuCode',
      label: t('ui.product.skuCodeChange'),
      icon: Barcode,
      onAction: () => setAsking('skuCode'),
    },
    {
      id: 'relist',
      label: t('ui.product.relist'),
      icon: PackageCheck,
      onAction: () => void relist.run({ id: s.id, version: s.version }),
    },
    {
      id: 'delist',
      label: t('ui.product.delistSpec'),
      icon: PackageX,
      tone: 'danger',
      onAction: () => setAsking('delist'),
    },
  ] satisfies MenuEntry[];
  const explain: MenuEntry[] =
    sideOf(useSession()) === 'PARTNER'
      ? [
          {
            id: 'explain',
            label: t('ui.explain.price.action'),
            icon: CircleHelp,
            onAction: () => setAsking('explain'),
          },
        ]
      : [];
  const items = [...explain, ...entries.filter(({ id }) => may(id)?.enabled)];
  return (
    <li>
      <TwoLine
        note={[
          s.code,
          ...(s.skuCode ? [`SKU ${s.skuCode}`] : []),
          t.enum('ChargePeriod', s.period),
          t.enum('VatClass', s.vatClass),
        ].join(' · ')}
      >
        {s.name}
      </TwoLine>
      <span>
        {s.status === 'ON_SALE' ? (
          format.money(s.listPrice)
        ) : (
          <StateBadge type="SaleStatus" value={s.status} />
        )}
      </span>
      {items.length > 0 && (
        <Menu
          label={t('ui.product.actionsOf', { name: s.name })}
          trigger={
            <IconButton
              icon={Ellipsis}
              size="sm"
              label={t('ui.product.actionsOf', { name: s.name })}
            />
          }
          items={items}
        />
      )}
      {asking === 'explain' && <PriceDialog specificationId={s.id} name={s.name} onClose={close} />}
      {asking === 'reprice' && <RepriceDialog specification={s} onClose={close} />}
      {asking === 'skuCode' && <SkuCodeDialog specification={s} onClose={close} />}
      {asking === 'delist' && (
        <ReasonDialog
          title={t('ui.product.delistTitle', { name: s.name })}
          lead={t('ui.product.delistSpecText')}
          label={t('ui.reason')}
          help={t('ui.reason.audit')}
          confirmLabel={t('ui.product.delistSpec')}
          onClose={close}
          onConfirm={(reason) => delist.submit({ id: s.id, version: s.version, reason })}
        />
      )}
    </li>
  );
}
