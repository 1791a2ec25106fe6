import { Undo2 } from 'lucide-react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge, Tag } from '../../../ui/display/Badge.tsx';
import { DeskLine } from '../../../ui/layout/Desk.tsx';
import styles from './Delivery.module.css';
import type { Delivery } from './sections.ts';

const share = (now: number, from: number, until: number): number =>
  Math.min(1, Math.max(0, (now - from) / Math.max(until - from, 1)));

/** A delivery in the queue: node, rejections, time left, money and the promised time used up. */
export function DeliveryRow({ row, now }: { row: Delivery; now: number }) {
  const t = useText();
  const format = useFormat();
  const isMine = row.actsSide === 'SELLER';
  return (
    <>
      <DeskLine>
        <span className="row">
          <Tag>{t.enum('SupervisionStatus', row.status)}</Tag>
          {row.rejectionCount > 0 && (
            <Badge tone="bad" icon={Undo2}>
              {t('ui.supervision.rejections', { count: row.rejectionCount })}
            </Badge>
          )}
        </span>
        {row.dueAt && isMine ? (
          <DeadlineBadge deadline={{ dueAt: row.dueAt }} />
        ) : (
          row.actsSide && (
            <span className="note">
              {t('ui.supervision.waitsFor', { side: t.enum('ActingSide', row.actsSide) })}
            </span>
          )
        )}
      </DeskLine>
      <strong className="cut">
        {row.customerName} · {row.productName}
      </strong>
      <DeskLine>
        <span className="cut note">
          {row.orderNumber} · {t.enum('SupervisionTemplate', row.template)}
        </span>
        <span>{format.money(row.dealPrice)}</span>
      </DeskLine>
      {isMine && row.deliverBy && !row.deliveredAt && (
        <span
          className={styles.bar}
          data-tone={row.isOverdue ? 'bad' : undefined}
          aria-hidden="true"
        >
          <i
            style={{
              width: `${share(now, Date.parse(row.paidAt), Date.parse(row.deliverBy)) * 100}%`,
            }}
          />
        </span>
      )}
    </>
  );
}
