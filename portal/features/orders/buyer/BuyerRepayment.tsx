import { useState } from 'react';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { repayOrder } from '../OrderCommands.ts';
import styles from './BuyerOrders.module.css';

const Order = graphql(`
  fragment BuyerRepayment_order on Order {
    id version
    cashTotal { amount currency }
    ...ActionButtons_actionable
  }
`);

/** 还款: the customer confirms that it repaid the credit of an order. */
export function BuyerRepayment({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(Order, order);
  const action = useActions(o)('repay');
  const [asking, setAsking] = useState(false);
  const repay = useStep(repayOrder, t('ui.order.repaid'));
  const amount = format.money(o.cashTotal);
  if (!action) return null;
  return (
    <div className={styles.decision}>
      <Button
        variant="primary"
        wide
        isPending={repay.pending}
        disabledReason={action.disabledReason}
        onPress={() => setAsking(true)}
      >
        {t('ui.buyer.order.repay', { amount })}
      </Button>
      <p className="note">{t('ui.checkout.noMoney')}</p>
      <ConfirmDialog
        isOpen={asking}
        onOpenChange={setAsking}
        title={t('ui.buyer.order.repayTitle', { amount })}
        confirmLabel={t('ui.buyer.order.repayConfirm')}
        cancelLabel={t('ui.cancel')}
        onConfirm={() => repay.run({ id: o.id, version: o.version })}
      >
        {t('ui.buyer.order.repayText')}
      </ConfirmDialog>
    </div>
  );
}
