import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';

const Supervision = graphql(`
  fragment OpenAppeals_supervision on Supervision {
    id
    appeals(first: 5) { nodes { id number status outcome openedBy category } }
  }
`);

/** Appeals about the delivery: an open one, or the last decision. */
export function OpenAppeals({ supervision }: { supervision: FragmentType<typeof Supervision> }) {
  const t = useText();
  const { go } = useBuyerView();
  const isBuyer = sideOf(useSession()) === 'BUYER';
  const [appeal] = readFragment(Supervision, supervision).appeals.nodes;
  if (!appeal) return null;
  const isOpen = appeal.status === 'SUBMITTED' || appeal.status === 'IN_REVIEW';
  return (
    <Banner
      tone={isOpen ? 'waiting' : 'info'}
      title={t('ui.appeal.title', {
        side: t.enum('AppealSide', appeal.openedBy),
        category: t.enum('AppealCategory', appeal.category),
      })}
      action={
        isBuyer ? (
          <Button size="sm" onPress={() => go('appeals', appeal.id)}>
            {appeal.number}
          </Button>
        ) : (
          <RouteLink to="/appeals/$id" params={{ id: appeal.id }}>
            {appeal.number}
          </RouteLink>
        )
      }
    >
      {isOpen
        ? t('ui.appeal.frozenText')
        : appeal.outcome
          ? t.enum('AppealOutcome', appeal.outcome)
          : t.enum('AppealStatus', appeal.status)}
    </Banner>
  );
}
