import { Ban, Check, Mail, Undo2, X } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import {
  approveOffer,
  rejectOffer,
  revokeOffer,
  shareOffer,
  withdrawOffer,
} from '../OfferCommands.ts';
import { DraftDiscountButton } from './DraftDiscountButton.tsx';

const Offer = graphql(`
  fragment OfferActions_offer on PrivateOffer {
    id version name ...ActionButtons_actionable ...DraftDiscountButton_offer
  }
`);

/** The buttons of the seller and of operations on a private offer. */
export function OfferActions({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const o = readFragment(Offer, offer);
  const { name } = o;
  const approve = useStep(approveOffer, t('ui.privateOffer.approved'));
  const reject = useStep(rejectOffer, t('ui.privateOffer.rejected'));
  const withdraw = useStep(withdrawOffer, t('ui.privateOffer.withdrawn'));
  const share = useStep(shareOffer, t('ui.privateOffer.shared'));
  const revoke = useStep(revokeOffer, t('ui.privateOffer.revoked'));
  const row = { id: o.id, version: o.version };
  return (
    <>
      <StepButtons
        actionable={o}
        steps={[
          {
            name: 'withdraw',
            label: t('ui.privateOffer.withdraw'),
            icon: Undo2,
            confirm: {
              title: t('ui.privateOffer.withdrawTitle', { name }),
              text: t('ui.privateOffer.withdrawText'),
              run: () => withdraw.run(row),
            },
          },
          {
            name: 'revoke',
            label: t('ui.privateOffer.revoke'),
            icon: Ban,
            reason: {
              title: t('ui.privateOffer.revokeTitle', { name }),
              text: t('ui.privateOffer.revokeText'),
              run: (reason) => revoke.submit({ ...row, reason }),
            },
          },
          {
            name: 'share',
            label: t('ui.privateOffer.share'),
            icon: Mail,
            onPress: () => share.run(row),
          },
          {
            name: 'reject',
            label: t('ui.review.reject'),
            icon: X,
            variant: 'danger',
            reason: {
              title: t('ui.privateOffer.rejectTitle', { name }),
              text: t('ui.privateOffer.rejectText'),
              run: (reason) => reject.submit({ ...row, reason }),
            },
          },
          {
            name: 'approve',
            label: t('ui.review.approve'),
            icon: Check,
            variant: 'primary',
            onPress: () => approve.run(row),
          },
        ]}
      />
      <DraftDiscountButton offer={o} />
    </>
  );
}
