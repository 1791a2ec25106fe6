import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';

const Demand = graphql(`
  fragment DemandNotices_demand on CustomerDemand { status answerReason closeReason }
`);

/** Reason for which a demand ended without an offer. */
export function DemandNotices({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const { status, answerReason, closeReason } = readFragment(Demand, demand);
  if (status === 'REJECTED')
    return (
      <Banner tone="bad" title={t('ui.demand.rejectedTitle')}>
        {answerReason}
      </Banner>
    );
  if (status === 'AUTO_REJECTED')
    return (
      <Banner tone="bad" title={t('ui.demand.lapsedTitle')}>
        {t('ui.demand.lapsedText')}
      </Banner>
    );
  if (status === 'CLOSED')
    return (
      <Banner tone="info" title={t('ui.demand.closedTitle')}>
        {closeReason}
      </Banner>
    );
  return null;
}
