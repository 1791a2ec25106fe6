import type { MoneyHomeQuery } from '../../../gql/graphql.ts';
import { sum } from '../../../lib/figures.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Badge, type Tone } from '../../../ui/display/Badge.tsx';
import { Details, exactly, Value } from '../figures.tsx';
import { SmallTable } from '../SmallTable.tsx';

type Row = MoneyHomeQuery['reasons']['rows'][number];

const TONES: Partial<Record<NonNullable<Row['reason']>, Tone>> = {
  RUN_DAY_NOT_REACHED: 'good',
  RUN_LATE: 'bad',
  PARKED: 'bad',
  NO_SHARE_AGREED: 'bad',
  SUPERVISION_OPEN: 'waiting',
  UNPAID_CREDIT: 'waiting',
  NOT_CERTIFIED: 'waiting',
};

/** Why lines are not billed: every line counts for its first reason. */
export function Reasons({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  return (
    <SmallTable
      title={t('ui.home.reasons')}
      actions={<RouteLink to="/earned">{t('ui.home.details')}</RouteLink>}
      heads={[t('ui.home.reason'), t('ui.home.lines'), t('ui.home.expected')]}
      figures={2}
      empty={t('ui.home.reasonsNone')}
      rows={rows.map(({ reason, refund, lineCount, withoutShare, settlement }) => {
        const id = `${reason}${refund ? '-refund' : ''}`;
        const label = refund
          ? t('ui.home.refunds')
          : t.maybe(`enum.BillingBlocker.${reason}`, undefined, reason!);
        return {
          id,
          cells: [
            <Badge key="reason" tone={refund ? 'bad' : (TONES[reason!] ?? 'idle')}>
              {label}
            </Badge>,
            <Details key="lines" of={label} to="/earned" search={{ reason: id }}>
              <Value count={exactly(lineCount)} />
            </Details>,
            withoutShare === lineCount ? (
              <span key="none" className="note">
                {t('ui.home.undetermined')}
              </span>
            ) : (
              <Value key="money" amount={settlement.amount} />
            ),
          ],
        };
      })}
      foot={[
        t('ui.home.total'),
        <Value
          key="lines"
          count={exactly(rows.reduce((all, { lineCount }) => all + lineCount, 0))}
        />,
        <Value key="money" amount={sum(rows.map(({ settlement }) => settlement.amount))} />,
      ]}
    />
  );
}
