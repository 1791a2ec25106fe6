import { HandCoins } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { recordRepayment } from '../OrderCommands.ts';

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
  const repay = useStep(recordRepayment, t('ui.order.repaid'));
  return (
    <StepButtons
      actionable={o}
      steps={[
        {
          name: 'repay',
          label: t('ui.order.repay'),
          icon: HandCoins,
          reason: {
            title: t('ui.order.repayTitle', { number: o.number }),
            text: t('ui.order.repayLead'),
            help: t('ui.order.repayReason'),
            tone: 'primary',
            run: (reason) => repay.submit({ id: o.id, version: o.version, reason }),
          },
        },
      ]}
    />
  );
}
