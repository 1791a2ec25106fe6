import { useNavigate } from '@tanstack/react-router';
import { Ban, CalendarPlus, Pencil, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type ActionButton, ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteButton } from '../../../shell/links.ts';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { revokeDiscount, withdrawDiscount } from '../DiscountCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const ExtendDialog = later(() => import('./ExtendDialog.tsx'), 'ExtendDialog');
const SubmitDialog = later(() => import('./SubmitDialog.tsx'), 'SubmitDialog');

const Discount = graphql(`
  fragment DiscountActions_discount on ExclusiveDiscount {
    id version status number name customerName
    ...ActionButtons_actionable
    ...SubmitDialog_discount
    ...ExtendDialog_discount
  }
`);

type Asking = 'submit' | 'extend' | 'withdraw' | 'revoke';

/** The partner's actions on its discount, and a reviewer's link to the queue. */
export function DiscountActions({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const navigate = useNavigate();
  const side = sideOf(useSession());
  const d = readFragment(Discount, discount);
  const [asking, setAsking] = useState<Asking | null>(null);
  const withdraw = useCommand(withdrawDiscount);
  const revoke = useCommand(revokeDiscount);
  const close = () => setAsking(null);

  async function takeBack() {
    const payload = await withdraw.run({ id: d.id, version: d.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload)
      toast.show({ tone: 'good', title: t('ui.discount.withdrawn', { name: d.name }) });
  }

  const buttons: ActionButton[] =
    side === 'PARTNER'
      ? [
          {
            name: 'withdraw',
            label: t('ui.discount.withdraw'),
            icon: Undo2,
            onPress: () => setAsking('withdraw'),
          },
          {
            name: 'revoke',
            label: t('ui.discount.revoke'),
            icon: Ban,
            onPress: () => setAsking('revoke'),
          },
          {
            name: 'extend',
            label: t('ui.job.exclusiveDiscountExtend'),
            icon: CalendarPlus,
            onPress: () => setAsking('extend'),
          },
          {
            name: 'update',
            label: t(d.status === 'REJECTED' ? 'ui.discount.editAgain' : 'ui.edit'),
            icon: Pencil,
            variant: d.status === 'REJECTED' ? 'primary' : 'default',
            onPress: () => void navigate({ to: '/discounts/$id/edit', params: { id: d.id } }),
          },
          {
            name: 'submit',
            label: t('ui.discount.submit'),
            icon: Send,
            variant: 'primary',
            onPress: () => setAsking('submit'),
          },
        ]
      : [];
  const mine = side === 'SELLER' ? 'SELLER_REVIEW' : 'MANUAL_REVIEW';
  return (
    <>
      <ActionButtons actionable={d} buttons={buttons} />
      {side !== 'PARTNER' && d.status === mine && (
        <RouteButton to="/review" search={{ open: d.id }} variant="primary">
          {t('ui.review.open')}
        </RouteButton>
      )}
      {asking === 'submit' && <SubmitDialog discount={d} onClose={close} />}
      {asking === 'extend' && <ExtendDialog discount={d} onClose={close} />}
      <ConfirmDialog
        isOpen={asking === 'withdraw'}
        onOpenChange={close}
        title={t('ui.discount.withdrawTitle', { name: d.name })}
        confirmLabel={t('ui.discount.withdraw')}
        cancelLabel={t('ui.cancel')}
        onConfirm={takeBack}
      >
        {t('ui.discount.withdrawText')}
      </ConfirmDialog>
      {asking === 'revoke' && (
        <ReasonDialog
          title={t('ui.discount.revokeTitle', { name: d.name })}
          lead={t('ui.discount.revokeText', { customer: d.customerName })}
          label={t('ui.reason')}
          confirmLabel={t('ui.discount.revoke')}
          onClose={close}
          onConfirm={async (reason) => {
            const payload = await revoke.run({ id: d.id, version: d.version, reason });
            if (payload?.userErrors.length === 0)
              toast.show({ tone: 'good', title: t('ui.discount.revoked', { name: d.name }) });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
