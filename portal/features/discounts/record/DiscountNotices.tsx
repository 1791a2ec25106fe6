import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';

const Discount = graphql(`
  fragment DiscountNotices_discount on ExclusiveDiscount {
    status decidedAt decidedByName decisionReason unusableReason revokeReason
    specialDecidedAt specialDecidedByName specialReason
  }
`);

/** Notices to read first: a rejection with its reason, an approval of a special request, an early end. */
export function DiscountNotices({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  const decided = {
    name: d.decidedByName ?? '',
    time: d.decidedAt ? format.dateTime(d.decidedAt) : '',
  };
  return (
    <>
      {d.status === 'REJECTED' && (
        <Banner tone="bad" title={t('ui.discount.rejectedBy', decided)}>
          {d.decisionReason}
        </Banner>
      )}
      {d.status === 'SELLER_REVIEW' && d.specialDecidedAt && (
        <Banner
          tone="info"
          title={t('ui.discount.specialApproved', {
            name: d.specialDecidedByName ?? '',
            time: format.dateTime(d.specialDecidedAt),
          })}
        >
          {d.specialReason}
        </Banner>
      )}
      {d.status === 'UNUSABLE' && d.unusableReason && (
        <Banner tone="waiting" title={t.enum('ExclusiveDiscountUnusableReason', d.unusableReason)}>
          {t('ui.discount.unusableText')}
        </Banner>
      )}
      {d.status === 'REVOKED' && d.revokeReason && (
        <Banner tone="waiting" title={t('ui.discount.revokedTitle')}>
          {d.revokeReason}
        </Banner>
      )}
    </>
  );
}
