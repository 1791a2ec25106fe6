import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge, type Tone } from '../../../ui/display/Badge.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { type Group, moneyOf, type Stage } from './groups.ts';
import { ReasonLines } from './ReasonLines.tsx';

const TONES: Readonly<Record<Stage, Tone>> = {
  certain: 'good',
  possible: 'waiting',
  later: 'idle',
};

export interface ReasonsProps {
  groups: readonly Group[];
  /** Group whose lines are shown at first. */
  opened?: string;
}

/** The lines without a bill by their first reason: every line is in one group. */
export function Reasons({ groups, opened }: ReasonsProps) {
  const t = useText();
  const format = useFormat();
  const [open, setOpen] = useState<string | null>(opened ?? null);
  const columns = useMemo((): readonly Column<Group>[] => {
    const labelOf = ({ reason, isRefund }: Group) =>
      isRefund && reason === 'RUN_DAY_NOT_REACHED'
        ? t('ui.earned.refunds')
        : reason === 'RUN_DAY_NOT_REACHED'
          ? t('ui.earned.ready')
          : isRefund
            ? t('ui.earned.refundsOf', { reason: t.enum('BillingBlocker', reason) })
            : t.enum('BillingBlocker', reason);
    return [
      {
        id: 'reason',
        header: t('ui.earned.reason'),
        card: 'title',
        wrap: true,
        cell: (group) => (
          <span className="row">
            <Button
              size="sm"
              variant="ghost"
              icon={open === group.id ? ChevronDown : ChevronRight}
              aria-expanded={open === group.id}
              onPress={() => setOpen(open === group.id ? null : group.id)}
            >
              {t('ui.earned.show')}
            </Button>
            <Badge tone={group.isRefund ? 'bad' : TONES[group.stage]}>{labelOf(group)}</Badge>
          </span>
        ),
        footer: t('ui.earned.total'),
      },
      {
        id: 'lines',
        header: t('ui.earned.count'),
        align: 'end',
        cell: ({ lineCount }) => format.number(lineCount),
        footer: format.number(groups.reduce((sum, { lineCount }) => sum + lineCount, 0)),
      },
      {
        id: 'amount',
        header: t('ui.earned.amount'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: ({ amount, lineCount, withoutShare }) =>
          withoutShare === lineCount ? (
            <span className="note">{t('ui.earned.notCounted')}</span>
          ) : (
            <strong className={amount.startsWith('-') ? 't-bad' : undefined}>
              {format.money({ amount, currency: CURRENCY })}
            </strong>
          ),
        footer: format.money({ amount: moneyOf(groups), currency: CURRENCY }),
      },
      {
        id: 'who',
        header: t('ui.earned.who'),
        cell: ({ waitsFor }) =>
          waitsFor.length === 0
            ? t('ui.none')
            : waitsFor.map((actor) => t(`ui.earned.actor.${actor}`)).join(t('ui.listSeparator')),
      },
      {
        id: 'until',
        header: t('ui.earned.until'),
        hideBelow: 720,
        wrap: true,
        cell: ({ reason }) => t(`ui.earned.until.${reason}`),
      },
    ];
  }, [groups, open, t, format]);
  return (
    <Card flush title={t('ui.earned.why')} note={t('ui.earned.whyNote')}>
      <DataTable
        label={t('ui.earned.why')}
        columns={columns}
        rows={groups}
        rowId={({ id }) => id}
        below={(group) => open === group.id && <ReasonLines group={group} />}
      />
    </Card>
  );
}
