import { HandCoins } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { recordRepayment } from '../OrderCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');

const Order = graphql(`
  fragment RepaymentButton_order on Order {
    id version number
    ...ActionButtons_actionable
  }
`);

/** 登记还款: operations record a repayment that the customer confirmed elsewhere, with the reason. */
export function RepaymentButton({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const o = readFragment(Order, order);
  const [asking, setAsking] = useState(false);
  const repay = useCommand(recordRepayment);
  async function record(reason: string) {
    const payload = await repay.run({ id: o.id, version: o.version, reason });
    if (payload?.userErrors.length === 0) toast.show({ tone: 'good', title: t('ui.order.repaid') });
    return payload?.userErrors ?? null;
  }
  return (
    <>
      <ActionButtons
        actionable={o}
        buttons={[
          {
            name: 'repay',
            label: t('ui.order.repay'),
            icon: HandCoins,
            onPress: () => setAsking(true),
          },
        ]}
      />
      {asking && (
        <ReasonDialog
          title={t('ui.order.repayTitle', { number: o.number })}
          lead={t('ui.order.repayLead')}
          label={t('ui.reason')}
          help={t('ui.order.repayReason')}
          confirmLabel={t('ui.order.repay')}
          tone="primary"
          onConfirm={record}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
