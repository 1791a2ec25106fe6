import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { type DocumentType, graphql } from '../../../gql/gql.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';

const Line = graphql(`
  fragment BillingState_line on OrderLine {
    billingStatus billingBlockers
    billLine { id bill { id period } }
  }
`);

/** Bill that holds a line, or the reasons for the delay, as text. */
function noteOf({ billLine, billingBlockers }: DocumentType<typeof Line>, t: Text): string {
  if (billLine) return t('ui.bill.title', { period: billLine.bill.period });
  const reasons = billingBlockers?.map((code) => t.enum('BillingBlocker', code)) ?? [];
  return reasons.join(t('ui.listSeparator'));
}

/** Status and note of a line's billing, for a file. */
export function billingTexts(line: FragmentType<typeof Line>, t: Text): string[] {
  const found = readFragment(Line, line);
  return found.billingStatus
    ? [t.enum('BillingStatus', found.billingStatus), noteOf(found, t)]
    : [];
}

/** Billing of a line: the bill that holds it, or the reasons for the delay. */
export function BillingState({ line }: { line: FragmentType<typeof Line> }) {
  const t = useText();
  const found = readFragment(Line, line);
  if (!found.billingStatus) return null;
  const note = found.billLine ? (
    <RouteLink to="/bills/$id" params={{ id: found.billLine.bill.id }}>
      {noteOf(found, t)}
    </RouteLink>
  ) : (
    noteOf(found, t)
  );
  return (
    <TwoLine note={note}>
      <StateBadge type="BillingStatus" value={found.billingStatus} />
    </TwoLine>
  );
}
