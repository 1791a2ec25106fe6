import { CircleCheck, CircleMinus, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import { BindingActions } from '../../domain/binding/BindingActions.tsx';
import { BindingRequest } from '../../domain/binding/BindingRequest.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { PartnerBindingStatus } from '../../gql/graphql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Buyer.module.css';

const Binding = graphql(`
  fragment BuyerBindingCard_binding on PartnerBinding {
    id status type boundAt unboundAt declineReason answerReason
    partner { id name }
    customer { id name }
    ...BindingActions_binding
    ...BindingRequest_binding
  }
`);

const icons: Partial<Record<PartnerBindingStatus, LucideIcon>> = {
  BOUND: CircleCheck,
  CHANGE_PENDING: Hourglass,
  UNBIND_PENDING: Hourglass,
  DECLINED: CircleX,
};

/** An established or ended binding: state, open request and the customer's actions. */
export function BuyerBindingCard({ binding }: { binding: FragmentType<typeof Binding> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Binding, binding);
  const partner = b.partner?.name ?? '';
  const values = {
    partner,
    type: b.type && t.enum('BindingType', b.type),
    boundAt: b.boundAt && format.dateTime(b.boundAt),
    unboundAt: b.unboundAt && format.dateTime(b.unboundAt),
    declineReason: b.declineReason,
    answerReason: b.answerReason,
  };
  return (
    <>
      <Card>
        <div className={styles.body}>
          <div className={styles.state} data-status={b.status}>
            <Icon of={icons[b.status] ?? CircleMinus} size={20} />
            <div className="grow">
              <p className="muted">{b.customer?.name}</p>
              <h1 className={styles.title}>{t(`ui.buyer.state.${b.status}.title`, { partner })}</h1>
              <p className="muted">{t(`ui.buyer.state.${b.status}.text`, { partner })}</p>
            </div>
          </div>
          <BindingRequest binding={b} viewer="CUSTOMER" />
          <div className={styles.actions}>
            <BindingActions binding={b} viewer="CUSTOMER" />
          </div>
        </div>
      </Card>
      <Card
        title={t('ui.buyer.relation')}
        actions={<StateBadge type="PartnerBindingStatus" value={b.status} />}
      >
        <DescriptionList
          items={Object.entries(values)
            .filter(([, value]) => Boolean(value))
            .map(([id, value]) => ({ id, label: t.maybe(`ui.binding.fact.${id}`), value }))}
        />
      </Card>
    </>
  );
}
