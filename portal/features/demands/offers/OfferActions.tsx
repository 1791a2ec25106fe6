import { Ban, Check, Mail, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import {
  approveOffer,
  rejectOffer,
  revokeOffer,
  shareOffer,
  withdrawOffer,
} from '../OfferCommands.ts';
import { DraftDiscountButton } from './DraftDiscountButton.tsx';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');

const Offer = graphql(`
  fragment OfferActions_offer on PrivateOffer {
    id version name ...ActionButtons_actionable ...DraftDiscountButton_offer
  }
`);

export function OfferActions({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const o = readFragment(Offer, offer);
  const [asking, setAsking] = useState<'reject' | 'revoke' | null>(null);
  const approve = useCommand(approveOffer);
  const reject = useCommand(rejectOffer);
  const withdraw = useCommand(withdrawOffer);
  const share = useCommand(shareOffer);
  const revoke = useCommand(revokeOffer);
  const row = { id: o.id, version: o.version };

  function told(
    payload: { userErrors: readonly UserErrorLike[] } | null,
    done: 'approved' | 'withdrawn' | 'shared',
  ) {
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t(`ui.privateOffer.${done}`) });
  }

  return (
    <>
      <ActionButtons
        actionable={o}
        buttons={[
          {
            name: 'withdraw',
            label: t('ui.privateOffer.withdraw'),
            icon: Undo2,
            onPress: async () => told(await withdraw.run(row), 'withdrawn'),
          },
          {
            name: 'revoke',
            label: t('ui.privateOffer.revoke'),
            icon: Ban,
            onPress: () => setAsking('revoke'),
          },
          {
            name: 'share',
            label: t('ui.privateOffer.share'),
            icon: Mail,
            onPress: async () => told(await share.run(row), 'shared'),
          },
          {
            name: 'reject',
            label: t('ui.review.reject'),
            icon: X,
            variant: 'danger',
            onPress: () => setAsking('reject'),
          },
          {
            name: 'approve',
            label: t('ui.review.approve'),
            icon: Check,
            variant: 'primary',
            onPress: async () => told(await approve.run(row), 'approved'),
          },
        ]}
      />
      <DraftDiscountButton offer={o} />
      {asking && (
        <ReasonDialog
          title={t(`ui.privateOffer.${asking}Title`, { name: o.name })}
          lead={t(`ui.privateOffer.${asking}Text`)}
          label={t('ui.reason')}
          confirmLabel={asking === 'reject' ? t('ui.review.reject') : t('ui.privateOffer.revoke')}
          onClose={() => setAsking(null)}
          onConfirm={async (reason) => {
            const payload = await (asking === 'reject' ? reject : revoke).run({ ...row, reason });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
