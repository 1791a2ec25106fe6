import { useNavigate } from '@tanstack/react-router';
import { BellRing, Check, CircleX, Copy, Pencil, Send, Tag, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import {
  cloneDemand,
  closeDemand,
  nudgeDemand,
  receiveDemand,
  rejectDemand,
  submitDemand,
  withdrawDemand,
} from '../DemandCommands.ts';
import { DraftDiscountButton } from '../offers/DraftDiscountButton.tsx';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');

const Demand = graphql(`
  fragment DemandActions_demand on CustomerDemand {
    id version number customerName
    seller { id name }
    privateOffer { id ...DraftDiscountButton_offer }
    ...ActionButtons_actionable
  }
`);

type Asking = 'receive' | 'reject' | 'close' | 'withdraw';

/** The buttons of both sides on a demand; rejecting, closing and withdrawing ask first. */
export function DemandActions({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const navigate = useNavigate();
  const d = readFragment(Demand, demand);
  const [asking, setAsking] = useState<Asking | null>(null);
  const submit = useCommand(submitDemand);
  const nudge = useCommand(nudgeDemand);
  const withdraw = useCommand(withdrawDemand);
  const receive = useCommand(receiveDemand);
  const reject = useCommand(rejectDemand);
  const close = useCommand(closeDemand);
  const clone = useCommand(cloneDemand);
  const shut = () => setAsking(null);
  const row = { id: d.id, version: d.version };

  function told(
    payload: { userErrors: readonly UserErrorLike[] } | null,
    done: 'submitted' | 'nudgedToast' | 'withdrawn' | 'received',
  ): boolean {
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t(`ui.demand.${done}`) });
    return payload !== null && !problem;
  }

  async function copy() {
    const payload = await clone.run({ id: d.id });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload?.customerDemand)
      void navigate({ to: '/demands/$id/edit', params: { id: payload.customerDemand.id } });
  }

  return (
    <>
      <ActionButtons
        actionable={d}
        buttons={[
          {
            name: 'withdraw',
            label: t('ui.demand.withdraw'),
            icon: Undo2,
            onPress: () => setAsking('withdraw'),
          },
          { name: 'clone', label: t('ui.demand.clone'), icon: Copy, onPress: () => void copy() },
          {
            name: 'update',
            label: t('ui.edit'),
            icon: Pencil,
            onPress: () => void navigate({ to: '/demands/$id/edit', params: { id: d.id } }),
          },
          {
            name: 'nudge',
            label: t('ui.demand.nudge'),
            icon: BellRing,
            variant: 'primary',
            onPress: async () => void told(await nudge.run(row), 'nudgedToast'),
          },
          {
            name: 'submit',
            label: t('ui.demand.submit'),
            icon: Send,
            variant: 'primary',
            onPress: async () => void told(await submit.run(row), 'submitted'),
          },
          {
            name: 'reject',
            label: t('ui.demand.reject'),
            icon: X,
            variant: 'danger',
            onPress: () => setAsking('reject'),
          },
          {
            name: 'receive',
            label: t('ui.demand.receive'),
            icon: Check,
            variant: 'primary',
            onPress: () => setAsking('receive'),
          },
          {
            name: 'close',
            label: t('ui.demand.close'),
            icon: CircleX,
            onPress: () => setAsking('close'),
          },
          {
            name: 'convert',
            label: t('ui.privateOffer.create'),
            icon: Tag,
            variant: 'primary',
            onPress: () => void navigate({ to: '/private-offers/new', search: { demand: d.id } }),
          },
        ]}
      />
      {d.privateOffer && <DraftDiscountButton offer={d.privateOffer} />}
      <ConfirmDialog
        isOpen={asking === 'withdraw'}
        onOpenChange={shut}
        title={t('ui.demand.withdrawTitle', { number: d.number })}
        confirmLabel={t('ui.demand.withdraw')}
        cancelLabel={t('ui.cancel')}
        onConfirm={async () => void told(await withdraw.run(row), 'withdrawn')}
      >
        {t('ui.demand.withdrawText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'receive'}
        onOpenChange={shut}
        title={t('ui.demand.receiveTitle', { number: d.number })}
        confirmLabel={t('ui.demand.receive')}
        cancelLabel={t('ui.cancel')}
        onConfirm={async () => void told(await receive.run(row), 'received')}
      >
        {t('ui.demand.receiveText')}
      </ConfirmDialog>
      {(asking === 'reject' || asking === 'close') && (
        <ReasonDialog
          title={t(`ui.demand.${asking}Title`, { number: d.number })}
          lead={t(`ui.demand.${asking}Text`)}
          label={t('ui.reason')}
          templates={
            asking === 'reject'
              ? [t('ui.demand.reason.direct'), t('ui.demand.reason.share')]
              : [t('ui.demand.reason.paused')]
          }
          confirmLabel={t(`ui.demand.${asking}`)}
          onClose={shut}
          onConfirm={async (reason) => {
            const step = asking === 'reject' ? reject : close;
            const payload = await step.run({ ...row, reason });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
