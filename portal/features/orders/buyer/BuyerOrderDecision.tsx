import { useState } from 'react';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { cancelOrder, confirmPayment } from '../OrderCommands.ts';
import styles from './BuyerOrders.module.css';

const Order = graphql(`
  fragment BuyerOrderDecision_order on Order {
    id version number status
    cashTotal { amount currency }
    ...ActionButtons_actionable
  }
`);

/** The customer's decision about an order: to pay or to cancel it. */
export function BuyerOrderDecision({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(Order, order);
  const action = useActions(o);
  const [cancelling, setCancelling] = useState(false);
  const [onCredit, setOnCredit] = useState(false);
  const pay = useStep(confirmPayment, t('ui.buyer.order.paid'));
  const cancel = useStep(cancelOrder, t('ui.buyer.order.cancelled'));
  const row = { id: o.id, version: o.version };
  const [payable, cancellable] = [action('confirmPayment'), action('cancel')];
  if (!payable && !cancellable) return null;
  return (
    <div className={styles.decision}>
      {payable && (
        <>
          {Number(o.cashTotal.amount) > 0 && (
            <Checkbox isSelected={onCredit} onChange={setOnCredit}>
              {t('ui.buyer.order.onCredit')}
            </Checkbox>
          )}
          <Button
            variant="primary"
            wide
            disabledReason={payable.disabledReason}
            onPress={() => pay.run({ ...row, onCredit })}
          >
            {t('ui.buyer.order.pay', { amount: format.money(o.cashTotal) })}
          </Button>
        </>
      )}
      {cancellable && (
        <Button
          wide
          disabledReason={cancellable.disabledReason}
          onPress={() => setCancelling(true)}
        >
          {t('ui.buyer.order.cancel')}
        </Button>
      )}
      <p className="note">{t('ui.checkout.noMoney')}</p>
      <ConfirmDialog
        isOpen={cancelling}
        onOpenChange={setCancelling}
        title={t('ui.buyer.order.cancelTitle', { number: o.number })}
        confirmLabel={t('ui.buyer.order.cancel')}
        cancelLabel={t('ui.buyer.order.keep')}
        tone="danger"
        onConfirm={() => cancel.run(row)}
      >
        {t('ui.buyer.order.cancelText')}
      </ConfirmDialog>
    </div>
  );
}
