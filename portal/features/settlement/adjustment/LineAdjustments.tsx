import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Tag } from '../../../ui/display/Badge.tsx';

const Line = graphql(`
  fragment LineAdjustments_line on SettlementBillLine {
    id
    adjustments(first: 5) {
      nodes {
        id reason madeByName createdAt
        amount { amount currency }
        billedBy { id bill { id period } }
      }
    }
  }
`);

export interface LineAdjustmentsProps {
  line: FragmentType<typeof Line>;
}

const adjustmentsOf = (line: LineAdjustmentsProps['line']) =>
  readFragment(Line, line).adjustments.nodes;

/** Marks of a line for its corrections. */
export function AdjustmentMarks({ line }: LineAdjustmentsProps) {
  const t = useText();
  const format = useFormat();
  return adjustmentsOf(line).map(({ id, amount }) => (
    <Tag key={id}>{t('ui.adjustment.mark', { amount: format.amount(amount.amount) })}</Tag>
  ));
}

/** Corrections of a line with reason, author and the bill that carries them. */
export function LineAdjustments({ line }: LineAdjustmentsProps) {
  const t = useText();
  const format = useFormat();
  return adjustmentsOf(line).map(({ id, amount, reason, madeByName, createdAt, billedBy }) => (
    <p key={id} className="note">
      {t('ui.adjustment.of', { amount: format.money(amount), reason })}
      <br />
      {t('ui.adjustment.by', { name: madeByName, time: format.dateTime(createdAt) })}
      {' · '}
      {billedBy ? (
        <RouteLink to="/bills/$id" params={{ id: billedBy.bill.id }}>
          {t('ui.adjustment.in', { period: billedBy.bill.period })}
        </RouteLink>
      ) : (
        t('ui.adjustment.next')
      )}
    </p>
  ));
}
