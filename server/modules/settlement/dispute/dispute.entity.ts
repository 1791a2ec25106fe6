import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { billParties, SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { LINE_DISPUTE_STATES } from './dispute.machine.ts';

/**
 * Dispute of a partner about one line of a sent bill (domain §4.8). The bill keeps its total; an upheld dispute
 * is corrected by an adjustment line of the next bill.
 */
export const LineDisputeEntity = aggregate({
  name: 'LineDispute',
  counted: 'status',
  parties: billParties,
  properties: {
    ...p.record(),
    /** `DSP-20260302-0001`. */
    number: p.text(),
    billId: () => p.ref(SettlementBillEntity),
    billLineId: () => p.ref(SettlementBillLineEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    partnerId: () => p.ref(PartnerEntity),
    /** Copied, so that rows are listed and searched without a join. */
    period: p.text(),
    billNumber: p.text(),
    orderNumber: p.text(),
    productName: p.text(),
    searchKey: p.text(),
    /** Settlement amount of the line. */
    lineMinor: p.bigint('bigint'),
    /** Settlement amount that the partner holds to be right. */
    expectedMinor: p.bigint('bigint').nullable(),
    currency: p.currency(),
    status: p.word(LINE_DISPUTE_STATES),
    reason: p.text(),
    openedByName: p.text(),
    decideBy: p.instant(),
    breachAt: p.instant().nullable(),
    isBreached: p.boolean().default(false),
    /** Deadline while it is open; for the ordering, ended ones come last. */
    dueAt: p.instant().nullable(),
    dueAtOrNever: p.orNever('due_at'),
    /** Amount of the adjustment, if it was upheld. */
    adjustmentMinor: p.bigint('bigint').nullable(),
    decisionReason: p.text().nullable(),
    decidedByName: p.text().nullable(),
    endedAt: p.instant().nullable(),
    version: p.version(),
  },
  checks: [
    {
      name: 'line_dispute_clock',
      expression: `(status = 'OPEN') = (due_at is not null) and (status = 'OPEN') = (ended_at is null)`,
    },
    {
      name: 'line_dispute_decided',
      expression: `num_nonnulls(decision_reason, decided_by_name) = case when status in ('UPHELD', 'DISMISSED') then 2 else 0 end`,
    },
    {
      name: 'line_dispute_adjustment',
      expression: `(status = 'UPHELD') = (adjustment_minor is not null) and adjustment_minor is distinct from 0`,
    },
  ],
  uniques: [{ name: 'line_dispute_number', properties: ['number'] }],
  indexes: [
    {
      name: 'line_dispute_once',
      expression: `create unique index line_dispute_once on line_dispute (bill_line_id) where status <> 'WITHDRAWN'`,
    },
    { name: 'line_dispute_newest', properties: ['createdAt', 'id'] },
    { name: 'line_dispute_of_partner', properties: ['partnerId', 'createdAt', 'id'] },
    { name: 'line_dispute_due', properties: ['dueAtOrNever', 'id', 'status'] },
    { name: 'line_dispute_of_bill', properties: ['billId', 'createdAt', 'id'] },
    { name: 'line_dispute_of_line', properties: ['billLineId', 'createdAt', 'id'] },
    { name: 'line_dispute_in_state', properties: ['status', 'createdAt', 'id'] },
    { name: 'line_dispute_changed', properties: ['updatedAt', 'id'] },
  ],
  triggers: [
    {
      name: 'line_dispute_ended',
      timing: 'before',
      events: ['update'],
      forEach: 'row',
      when: `old.status <> 'OPEN'`,
      body: `raise exception 'dispute % has ended: it cannot change', old.number`,
    },
    {
      name: 'line_dispute_kept',
      timing: 'before',
      events: ['delete'],
      forEach: 'row',
      body: `raise exception 'dispute % cannot be deleted', old.number`,
    },
  ],
});
export type LineDispute = InferEntity<typeof LineDisputeEntity>;
