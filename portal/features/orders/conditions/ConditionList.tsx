import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { ConditionList_EligibilityFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { type Check, CheckList } from '../../../ui/display/CheckList.tsx';

const Eligibility = graphql(`
  fragment ConditionList_eligibility on AutoDiscountEligibility {
    at isDecided isEligible attribution attributionReason selectedPartnerName boundSince
    conditions { condition holds }
    blockingDiscount { number validFrom validUntil }
  }
`);
type E = ConditionList_EligibilityFragment;

/** The fact behind a condition. */
function factOf(condition: E['conditions'][number]['condition'], e: E, t: Text, format: Format) {
  const blocking = e.blockingDiscount;
  switch (condition) {
    case 'CUSTOMER_BOUND':
      return e.boundSince && t('ui.condition.since', { time: format.date(e.boundSince) });
    case 'PARTNER_SELECTED':
      return e.selectedPartnerName;
    case 'NO_OTHER_DISCOUNT':
      return (
        blocking?.validFrom &&
        blocking.validUntil &&
        [blocking.number, format.validity(blocking.validFrom, blocking.validUntil)]
          .filter(Boolean)
          .join(' · ')
      );
    default:
      return null;
  }
}

/**
 * The conditions of the automatic discount, each with its fact; the failing one in words. A purchase at an exclusive
 * discount counts by it, whatever they say.
 */
export function ConditionList({ eligibility }: { eligibility: FragmentType<typeof Eligibility> }) {
  const t = useText();
  const format = useFormat();
  const e = readFragment(Eligibility, eligibility);
  const checks = e.conditions.map(
    ({ condition, holds }): Check => ({
      id: condition,
      state: holds ? 'good' : 'bad',
      text: t(holds ? `ui.condition.${condition}` : `ui.condition.${condition}.not`),
      note: factOf(condition, e, t, format),
    }),
  );
  // A link does not tell of the binding to a partner other than its own.
  const isUnknown = !e.isDecided && e.attribution === 'NONE';
  return (
    <div className="stack">
      {e.attribution !== 'DISCOUNT' && checks.length > 0 && <CheckList checks={checks} />}
      <p className="note">
        {e.attributionReason
          ? t.enum('OrderAttributionReason', e.attributionReason)
          : t(`ui.order.why.${isUnknown ? 'UNKNOWN' : e.attribution}`)}
      </p>
    </div>
  );
}
