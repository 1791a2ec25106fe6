import { Ellipsis, PackageX } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../domain/ActionButtons.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { later } from '../../lib/later.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';

const ReasonDialog = later(() => import('../../domain/ReasonDialog.tsx'), 'ReasonDialog');

const Specification = graphql(`
  fragment SpecificationRow_specification on Specification {
    id version code name period vatClass status
    listPrice { amount currency }
    ...ActionButtons_actionable
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

/** One specification with its list price and the button to delist it. */
export function SpecificationRow({
  specification,
}: {
  specification: FragmentType<typeof Specification>;
}) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Specification, specification);
  const delist = useActions(s)('delist');
  const { run } = useCommand(Delist);
  const [asking, setAsking] = useState(false);
  return (
    <li>
      <TwoLine
        note={[s.code, t.enum('ChargePeriod', s.period), t.enum('VatClass', s.vatClass)].join(
          ' · ',
        )}
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
      {delist?.enabled && (
        <Menu
          label={t('ui.product.actionsOf', { name: s.name })}
          trigger={
            <IconButton
              icon={Ellipsis}
              size="sm"
              label={t('ui.product.actionsOf', { name: s.name })}
            />
          }
          items={[
            {
              id: 'delist',
              label: t('ui.product.delistSpec'),
              icon: PackageX,
              tone: 'danger',
              onAction: () => setAsking(true),
            },
          ]}
        />
      )}
      {asking && (
        <ReasonDialog
          title={t('ui.product.delistTitle', { name: s.name })}
          lead={t('ui.product.delistSpecText')}
          label={t('ui.reason')}
          help={t('ui.reason.audit')}
          confirmLabel={t('ui.product.delistSpec')}
          onClose={() => setAsking(false)}
          onConfirm={async (reason) => {
            const payload = await run({ id: s.id, version: s.version, reason });
            if (payload?.userErrors.length === 0)
              toast.show({ tone: 'good', title: t('ui.product.delisted', { name: s.name }) });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </li>
  );
}
