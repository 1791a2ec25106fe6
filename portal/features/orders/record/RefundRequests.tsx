import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '../../../domain/ReasonDialog.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { approveRefund, rejectRefund } from '../OrderCommands.ts';
import { type Line, RefundLine } from '../refunds/refunds.ts';
import styles from './Record.module.css';

const Order = graphql(`
  fragment RefundRequests_order on Order { id lines { id ...RefundLine_line } }
`);

/** 退订申请: open requests of the customer, which the seller answers and the others follow. */
export function RefundRequests({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const lines = readFragment(Order, order)
    .lines.map((line) => readFragment(RefundLine, line))
    .filter(({ refundRequested }) => refundRequested);
  if (lines.length === 0) return null;
  return (
    <Card title={t('ui.refund.requests')} note={t('ui.refund.requestsNote')}>
      <ul className={styles.rows}>
        {lines.map((line) => (
          <Request key={line.id} line={line} />
        ))}
      </ul>
    </Card>
  );
}

function Request({ line }: { line: Line }) {
  const t = useText();
  const format = useFormat();
  const isSeller = sideOf(useSession()) === 'SELLER';
  const mayAnswer = useMay()('orderLineApproveRefund');
  const [answer, setAnswer] = useState<'approve' | 'reject' | null>(null);
  const approve = useCommand(approveRefund);
  const reject = useCommand(rejectRefund);
  const close = () => setAnswer(null);
  const amount = format.money(line.refundRequested!);
  const disabledReason = mayAnswer
    ? null
    : t('error.ROLE_NOT_ALLOWED', { roles: t.enum('Role', 'seller.manager') });
  async function accept() {
    const payload = await approve.run({ id: line.id });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t('ui.refund.approved', { amount }) });
  }
  async function refuse(reason: string) {
    const payload = await reject.run({ id: line.id, reason });
    if (payload?.userErrors.length === 0)
      toast.show({ tone: 'good', title: t('ui.refund.rejected') });
    return payload?.userErrors ?? null;
  }
  return (
    <li>
      <span className={styles.line}>
        <strong>{t('ui.refund.asked', { amount, name: line.productName })}</strong>
        {isSeller && (
          <span className="row">
            <Button
              size="sm"
              icon={X}
              disabledReason={disabledReason}
              onPress={() => setAnswer('reject')}
            >
              {t('ui.refund.reject')}
            </Button>
            <Button
              size="sm"
              variant="primary"
              icon={Check}
              disabledReason={disabledReason}
              onPress={() => setAnswer('approve')}
            >
              {t('ui.refund.approve')}
            </Button>
          </span>
        )}
      </span>
      <span>{t('ui.refund.reasonGiven', { reason: line.refundReason ?? '' })}</span>
      <ConfirmDialog
        isOpen={answer === 'approve'}
        onOpenChange={close}
        title={t('ui.refund.approveTitle', { amount })}
        confirmLabel={t('ui.refund.approve')}
        cancelLabel={t('ui.cancel')}
        tone="danger"
        onConfirm={accept}
      >
        {t('ui.refund.approveText', { name: line.productName })}
      </ConfirmDialog>
      {answer === 'reject' && (
        <ReasonDialog
          title={t('ui.refund.rejectTitle')}
          lead={t('ui.refund.rejectText')}
          label={t('ui.reason')}
          help={t('ui.refund.rejectHelp')}
          confirmLabel={t('ui.refund.reject')}
          onClose={close}
          onConfirm={refuse}
        />
      )}
    </li>
  );
}
