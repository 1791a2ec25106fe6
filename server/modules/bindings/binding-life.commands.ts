import { addCalendarMonthClamped, startOfDay } from '../../platform/calendar.ts';
import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/command.ts';
import { lifeCycle } from '../../platform/command/life-cycle.ts';
import { refuse } from '../../platform/errors.ts';
import { type Policy, policyValue } from '../../platform/policy.ts';
import { sql } from '../../platform/read/sql.ts';
import { setAccess } from '../customers/index.ts';
import { burnLink, endLinksOf } from '../identity/index.ts';
import { type PartnerBinding, PartnerBindingEntity } from './binding.entity.ts';
import { type BindingType, bindingMachine } from './binding.machine.ts';
import {
  inviteDays,
  REBIND_RULE_FROM,
  rebindMonths,
  unbindReminderDays,
} from './binding.policies.ts';
import { bindingActions, partnerBinding } from './binding.read.ts';
import { mailCustomer, namesOf } from './binding-mail.commands.ts';

export interface InviteTerms {
  readonly mail: string;
  readonly type: BindingType;
  readonly note?: string | undefined;
}

/** The instant that lies a policy's number of days ahead. */
export const daysAhead = async (tx: Tx, policy: Policy): Promise<Date> =>
  new Date(tx.now.getTime() + (await policyValue(tx.em, policy, tx.now)) * DAY);

/** What an invitation says, as columns of the binding. */
export const invitation = async (tx: Tx, { mail, type, note }: InviteTerms) => ({
  type,
  inviteMail: mail,
  note: note ?? null,
  invitedBy: tx.viewer.memberId,
  invitedAt: tx.now,
  dueAt: await daysAhead(tx, inviteDays),
});

const onCustomersSide = (tx: Tx): boolean => tx.viewer.side === 'customer';

/** A link is good for one answer; opening it was none. */
async function burn(tx: Tx, row: PartnerBinding): Promise<void> {
  const burnt = tx.viewer.via !== 'LINK' || (await burnLink(tx.em, tx.viewer.actorId, tx.now));
  if (!burnt) throw refuse('LINK_USED');
  await endLinksOf(tx.em, row.id, tx.now);
}

/** Later answers in the same session do not need a fresh link: it was proven at its opening. */
async function spend(tx: Tx): Promise<void> {
  if (tx.viewer.via === 'LINK') await burnLink(tx.em, tx.viewer.actorId, tx.now);
}

async function request(tx: Tx, row: PartnerBinding, reason: string): Promise<void> {
  row.requestReason = reason;
  row.answerReason = null;
  if (onCustomersSide(tx)) {
    row.requestedBy = 'CUSTOMER';
    row.customerRequestedAt = tx.now;
    await spend(tx);
  } else {
    row.requestedBy = 'PARTNER';
    row.partnerRequestedAt = tx.now;
  }
}

/** Ends the open request, whatever became of it. */
async function settleRequest(tx: Tx, row: PartnerBinding, reason?: string): Promise<void> {
  Object.assign(row, {
    requestedBy: null,
    requestedType: null,
    requestReason: null,
    dueAt: null,
    answerReason: reason ?? null,
  });
  if (onCustomersSide(tx)) await spend(tx);
}

/** From when the new partner of a customer that left another one is credited (domain §3.2). */
async function performanceFrom(tx: Tx, row: PartnerBinding): Promise<Date> {
  const former =
    await tx.rows(sql`select 1 from partner_binding where customer_id = ${row.customerId}
    and partner_id <> ${row.partnerId} and bound_at is not null limit 1`);
  if (former.length === 0 || tx.now < REBIND_RULE_FROM) return tx.now;
  return startOfDay(
    addCalendarMonthClamped(tx.now, await policyValue(tx.em, rebindMonths, tx.now)),
  );
}

export const bindingLife = lifeCycle<PartnerBinding>({
  machine: bindingMachine,
  reads: partnerBinding,
  entity: PartnerBindingEntity,
  actions: bindingActions,
  parties: ({ partnerId, customerId }) => ({ partnerId, sellerId: null, customerId }),
  label: async (row, tx) => (await namesOf(tx, row)).customer,
  effects: {
    async invite(tx, row, terms: InviteTerms) {
      Object.assign(row, await invitation(tx, terms));
    },
    async resend(tx, row) {
      await endLinksOf(tx.em, row.id, tx.now);
      if (row.status === 'INVITED') {
        row.invitedAt = tx.now;
        row.dueAt = await daysAhead(tx, inviteDays);
      }
      await mailCustomer(tx, row, TEMPLATE[row.status as keyof typeof TEMPLATE]);
    },
    async expire(tx, row) {
      row.dueAt = null;
      await endLinksOf(tx.em, row.id, tx.now);
    },
    async decline(tx, row, { reason }: { reason?: string }) {
      row.dueAt = null;
      row.declineReason = reason ?? null;
      await burn(tx, row);
    },
    async accept(tx, row, { type }: { type: BindingType }) {
      if (type !== row.type) throw refuse('TYPE_NOT_OFFERED', 'type');
      row.dueAt = null;
      row.boundAt = tx.now;
      row.performanceFrom = await performanceFrom(tx, row);
      await burn(tx, row);
      await setAccess(tx, { customerId: row.customerId, orgId: row.partnerId, level: 'FULL' });
    },
    async requestChangeType(tx, row, { type, reason }: { type: BindingType; reason: string }) {
      if (type === row.type) throw refuse('SAME_TYPE', 'type');
      row.requestedType = type;
      await request(tx, row, reason);
    },
    async requestUnbind(tx, row, { reason }: { reason: string }) {
      row.dueAt = await daysAhead(tx, unbindReminderDays);
      await request(tx, row, reason);
    },
    async approveChange(tx, row) {
      row.type = row.requestedType!;
      await settleRequest(tx, row);
    },
    async rejectChange(tx, row, { reason }: { reason?: string }) {
      await settleRequest(tx, row, reason);
    },
    async approveUnbind(tx, row) {
      row.unboundAt = tx.now;
      await settleRequest(tx, row);
      await setAccess(tx, { customerId: row.customerId, orgId: row.partnerId, level: 'NAME' });
    },
    async rejectUnbind(tx, row, { reason }: { reason?: string }) {
      await settleRequest(tx, row, reason);
    },
    async withdraw(tx, row) {
      await settleRequest(tx, row);
    },
  },
});

const TEMPLATE = {
  INVITED: 'bindingInvite',
  BOUND: 'bindingBound',
  CHANGE_PENDING: 'bindingChangeRequest',
  UNBIND_PENDING: 'bindingUnbindRequest',
} as const;

/** Tells the customer what the partner asks for, and that it is bound, each with a link to answer or manage it. */
export async function tellCustomer(tx: Tx, row: PartnerBinding, event: string): Promise<void> {
  if (event !== 'accept' && onCustomersSide(tx)) return;
  await mailCustomer(tx, row, TEMPLATE[row.status as keyof typeof TEMPLATE]);
}

/** A request to unbind waits for the party that did not make it. */
export async function nameAnswerer(tx: Tx, row: PartnerBinding): Promise<void> {
  const acts = row.requestedBy === 'PARTNER' ? 'CUSTOMER' : 'PARTNER';
  await tx.rows(
    sql`update deadline set acts_side = ${acts} where subject_id = ${row.id} and fired_at is null`,
  );
}
