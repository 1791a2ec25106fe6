import { useNavigate } from '@tanstack/react-router';
import { Tag } from 'lucide-react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteButton } from '../../../shell/links.ts';
import { draftDiscount } from '../OfferCommands.ts';

const Offer = graphql(`
  fragment DraftDiscountButton_offer on PrivateOffer {
    id exclusiveDiscount { id status } ...ActionButtons_actionable
  }
`);

/** Drafts the partner's discount from an offer and opens it; afterwards leads to that discount. */
export function DraftDiscountButton({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const navigate = useNavigate();
  const o = readFragment(Offer, offer);
  const { run } = useStep(draftDiscount);
  async function draft() {
    const drafted = (await run({ id: o.id }))?.exclusiveDiscount;
    if (drafted) await navigate({ to: '/discounts/$id', params: { id: drafted.id } });
  }
  if (o.exclusiveDiscount?.status === 'DRAFT')
    return (
      <RouteButton variant="primary" to="/discounts/$id" params={{ id: o.exclusiveDiscount.id }}>
        {t('ui.privateOffer.openDiscount')}
      </RouteButton>
    );
  return o.exclusiveDiscount ? null : (
    <ActionButtons
      actionable={o}
      buttons={[
        {
          name: 'draftDiscount',
          label: t('ui.privateOffer.draftDiscount'),
          icon: Tag,
          variant: 'primary',
          onPress: draft,
        },
      ]}
    />
  );
}
