import { useNavigate } from '@tanstack/react-router';
import { Ban, CalendarPlus, Pencil, Send, Undo2 } from 'lucide-react';
import { type StepButton, StepButtons } from '../../../domain/StepButtons.tsx';
import { taskSteps } from '../../../domain/task-steps.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteButton } from '../../../shell/links.ts';
import { revokeDiscount, withdrawDiscount } from '../DiscountCommands.ts';

const ExtendDialog = lazyComponent(() => import('./ExtendDialog.tsx'), 'ExtendDialog');
const SubmitDialog = lazyComponent(() => import('./SubmitDialog.tsx'), 'SubmitDialog');

const Discount = graphql(`
  fragment DiscountActions_discount on ExclusiveDiscount {
    id version status number name customerName
    ...ActionButtons_actionable
    ...SubmitDialog_discount
    ...ExtendDialog_discount
  }
`);

/** The partner's actions on its discount, and a reviewer's link to the queue. */
export function DiscountActions({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const navigate = useNavigate();
  const side = sideOf(useSession());
  const d = readFragment(Discount, discount);
  const { name } = d;
  const withdraw = useStep(withdrawDiscount, t('ui.discount.withdrawn', { name }));
  const revoke = useStep(revokeDiscount, t('ui.discount.revoked', { name }));
  const row = { id: d.id, version: d.version };
  const steps: StepButton[] =
    side === 'PARTNER'
      ? [
          {
            name: 'withdraw',
            label: t('ui.discount.withdraw'),
            icon: Undo2,
            confirm: {
              title: t('ui.discount.withdrawTitle', { name }),
              text: t('ui.discount.withdrawText'),
              run: () => withdraw.run(row),
            },
          },
          {
            name: 'revoke',
            label: t('ui.discount.revoke'),
            icon: Ban,
            reason: {
              title: t('ui.discount.revokeTitle', { name }),
              text: t('ui.discount.revokeText', { customer: d.customerName }),
              run: (reason) => revoke.submit({ ...row, reason }),
            },
          },
          {
            name: 'extend',
            label: t('ui.job.exclusiveDiscountExtend'),
            icon: CalendarPlus,
            dialog: (close) => <ExtendDialog discount={d} onClose={close} />,
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
            dialog: (close) => <SubmitDialog discount={d} onClose={close} />,
          },
        ]
      : [];
  const mine = side === 'SELLER' ? 'SELLER_REVIEW' : 'MANUAL_REVIEW';
  return (
    <>
      <StepButtons actionable={d} steps={steps} />
      {side !== 'PARTNER' && d.status === mine && (
        <RouteButton to="/review" search={{ open: d.id }} variant="primary">
          {t('ui.review.open')}
        </RouteButton>
      )}
    </>
  );
}

const Task = graphql(`
  query DiscountTask($id: ID!) { exclusiveDiscount(by: { id: $id }) { id ...DiscountActions_discount } }
`);

/** The partner's steps on a discount, on a task. */
export const DiscountTask = taskSteps(
  Task,
  ({ exclusiveDiscount }) => exclusiveDiscount,
  ({ object }) => <DiscountActions discount={object} />,
);
