import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';

const Line = graphql(`
  fragment BillingState_line on OrderLine {
    billingStatus billingBlockers
    billLine { id bill { id period } }
  }
`);

/** Billing of a line: the bill that holds it, or the reasons for the delay. */
export function BillingState({ line }: { line: FragmentType<typeof Line> }) {
  const t = useText();
  const { billingStatus, billingBlockers, billLine } = readFragment(Line, line);
  if (!billingStatus) return null;
  const note = billLine ? (
    <RouteLink to="/bills/$id" params={{ id: billLine.bill.id }}>
      {t('ui.bill.title', { period: billLine.bill.period })}
    </RouteLink>
  ) : (
    billingBlockers?.map((code) => t.enum('BillingBlocker', code)).join(t('ui.listSeparator'))
  );
  return (
    <TwoLine note={note}>
      <StateBadge type="BillingStatus" value={billingStatus} />
    </TwoLine>
  );
}
