import { calendar } from '../../platform/calendar.ts';
import { lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../platform/command/tracked.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { DeadlineEntity } from '../../platform/jobs/deadline.entity.ts';
import { reminder } from '../../platform/machine.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { setAccess } from '../customers/index.ts';
import { consumeLink, endLinksOf, endSessionsOf, isLinkOlder } from '../identity/index.ts';
import { type PartnerBinding, PartnerBindingEntity } from './binding.entity.ts';
import type { BindingType } from './binding.machine.ts';
import { contactOf, mailCustomer, mailNotice, namesOf } from './binding.mail.ts';
import {
  inviteDays,
  provisionalDays,
  REBIND_RULE_FROM,
  rebindMonths,
  unbindReminderDays,
} from './binding.policies.ts';
import { partnerBinding } from './binding.read.ts';
import { proveByCode, sendCode } from './consent-code.write.ts';

export interface InviteTerms {
  readonly mail?: string | undefined;
  readonly type: BindingType;
  readonly note?: string | undefined;
}

export const invitation = async (tx: Tx, { mail, type, note }: InviteTerms) => ({
  type,
  inviteMail: mail ?? null,
  note: note ?? null,
  invitedBy: tx.viewer.memberId,
  invitedAt: tx.now,
  dueAt: await inviteDays.ahead(tx),
});

const onCustomersSide = (tx: Tx): boolean => tx.viewer.side === 'customer';

/** Uses up the link: it is good for one answer, and opening it is not an answer. */
async function consumeOwnLink(tx: Tx, row: PartnerBinding): Promise<void> {
  const consumed = tx.viewer.via !== 'LINK' || (await consumeLink(tx, tx.viewer.actorId, tx.now));
  if (!consumed) throw refuse('LINK_USED');
  await endLinksOf(tx, row.id, tx.now);
}

/**
 * Marks the link as used. A used link is no error: later answers in the session that it opened need no new
 * one.
 */
async function spend(tx: Tx): Promise<void> {
  if (tx.viewer.via === 'LINK') await consumeLink(tx, tx.viewer.actorId, tx.now);
}

/**
 * A link from before the binding may be open at the partner, which passed it on. Later links go to the contact on file
 * alone, so they act for a bound customer.
 */
async function spendSinceBound(tx: Tx, { boundAt }: PartnerBinding): Promise<void> {
  const { via, actorId } = tx.viewer;
  if (via === 'LINK' && boundAt && (await isLinkOlder(tx, actorId, boundAt)))
    throw refuse('LINK_USED');
  await spend(tx);
}

async function request(tx: Tx, row: PartnerBinding, reason: string): Promise<void> {
  row.requestReason = reason;
  row.answerReason = null;
  if (onCustomersSide(tx)) {
    row.requestedBy = 'CUSTOMER';
    row.customerRequestedAt = tx.now;
    await spendSinceBound(tx, row);
  } else {
    row.requestedBy = 'PARTNER';
    row.partnerRequestedAt = tx.now;
  }
}

/** Closes the open request, approved or not. */
async function settleRequest(tx: Tx, row: PartnerBinding, reason?: string): Promise<void> {
  Object.assign(row, {
    requestedBy: null,
    requestedType: null,
    requestReason: null,
    dueAt: null,
    answerReason: reason ?? null,
  });
  if (onCustomersSide(tx)) await spendSinceBound(tx, row);
}

/**
 * Returns the time from which consumption counts for the new partner of a customer who left another one
 * (domain §3.2).
 */
export async function performanceFrom(
  tx: Tx,
  row: Pick<PartnerBinding, 'customerId' | 'partnerId'>,
  boundAt: Date,
): Promise<Date> {
  const former =
    await tx.rows(sql`select 1 from partner_binding where customer_id = ${row.customerId}
    and partner_id <> ${row.partnerId} and bound_at is not null limit 1`);
  if (former.length === 0 || boundAt < REBIND_RULE_FROM) return boundAt;
  return calendar.startOfDay(
    calendar.addCalendarMonthClamped(boundAt, await rebindMonths.value(tx, boundAt)),
  );
}

/** Binds the customer: from now on the partner has full access and consumption counts for it. */
async function bindTo(tx: Tx, row: PartnerBinding): Promise<void> {
  row.dueAt = null;
  row.boundAt = tx.now;
  row.performanceFrom = await performanceFrom(tx, row, tx.now);
  await setAccess(tx, { customerId: row.customerId, orgId: row.partnerId, level: 'FULL' });
}

async function unbind(tx: Tx, row: PartnerBinding): Promise<void> {
  row.unboundAt = tx.now;
  await settleRequest(tx, row);
  await setAccess(tx, { customerId: row.customerId, orgId: row.partnerId, level: 'NAME' });
}

export const bindingLife = lifeCycle<PartnerBinding>({
  reads: partnerBinding,
  label: async (row, tx) => (await namesOf(tx, row)).customer,
  tracked: { type: tracked.word('EVERY_PARTY', (row) => row.type, 'BindingType') },
  effects: {
    async invite(tx, row, terms: InviteTerms) {
      Object.assign(row, await invitation(tx, terms));
    },
    async resend(tx, row) {
      await endLinksOf(tx, row.id, tx.now);
      if (row.status === 'INVITED') {
        row.invitedAt = tx.now;
        row.dueAt = await inviteDays.ahead(tx);
      }
      await mailCustomer(tx, row, 'resend');
    },
    async expire(tx, row) {
      row.dueAt = null;
      await endLinksOf(tx, row.id, tx.now);
    },
    async decline(tx, row, { reason }: { reason?: string }) {
      row.dueAt = null;
      row.declineReason = reason ?? null;
      await consumeOwnLink(tx, row);
    },
    async sendCode(tx, row) {
      await sendCode(tx, row);
    },
    async accept(tx, row, { type, code }: { type: BindingType; code?: string }) {
      if (type !== row.type) throw refuse('TYPE_NOT_OFFERED', 'type');
      const contact = await contactOf(tx, row.customerId);
      if (contact === null) {
        row.dueAt = calendar.addWorkingDays(tx.now, await provisionalDays.value(tx, tx.now));
        await consumeOwnLink(tx, row);
        return 'PROVISIONAL';
      }
      await proveByCode(tx, row, contact, code);
      await bindTo(tx, row);
      await consumeOwnLink(tx, row);
      return 'BOUND';
    },
    async confirm(tx, row, { code, reason }: { code?: string; reason?: string }) {
      if (onCustomersSide(tx)) {
        const contact = await contactOf(tx, row.customerId);
        await proveByCode(tx, row, contact!, code);
        await spend(tx);
      } else if (tx.viewer.side === 'operator' && reason === undefined)
        throw refuse('REASON_REQUIRED', 'reason');
      await endLinksOf(tx, row.id, tx.now);
      await bindTo(tx, row);
    },
    async associate(tx, row, { type }: { type: BindingType }) {
      row.type = type;
      await endLinksOf(tx, row.id, tx.now);
      await bindTo(tx, row);
    },
    async adoptType(tx, row, { type }: { type: BindingType }) {
      row.type = type;
      await settleRequest(tx, row);
    },
    async dissociate(tx, row) {
      await unbind(tx, row);
    },
    async object(tx, row, { reason }: { reason?: string }) {
      row.dueAt = null;
      row.declineReason = reason ?? null;
      await spend(tx);
      await endLinksOf(tx, row.id, tx.now);
    },
    async supersede(tx, row) {
      row.dueAt = null;
      await endLinksOf(tx, row.id, tx.now);
    },
    async requestChangeType(tx, row, { type, reason }: { type: BindingType; reason: string }) {
      if (type === row.type) throw refuse('SAME_TYPE', 'type');
      row.requestedType = type;
      await request(tx, row, reason);
    },
    async requestUnbind(tx, row, { reason }: { reason: string }) {
      row.dueAt = await unbindReminderDays.ahead(tx);
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
      await unbind(tx, row);
    },
    async rejectUnbind(tx, row, { reason }: { reason?: string }) {
      await settleRequest(tx, row, reason);
    },
    async withdraw(tx, row) {
      await settleRequest(tx, row);
    },
  },
});

/** Reminds of a request to unbind that nobody has answered (domain §4.1). */
export const UNBIND_REMINDER = reminder.event(0);

/** Events after which the customer must act and receives a link. */
const REQUESTS = new Set(['requestChangeType', 'requestUnbind']);
const WITH_LINK = new Set(['accept', 'confirm', ...REQUESTS]);

/**
 * Mails the customer about each event after the invitation, to the contact on file and to the address that
 * the partner entered.
 */
export async function tellCustomer(tx: Tx, row: PartnerBinding, event: string): Promise<void> {
  // The customer never heard of a pre-registration, so its expiry is not mailed.
  if (row.invitedAt === null && row.boundAt === null) return;
  // The one who asked to unbind waits; only the party that must answer is reminded.
  if (reminder.is(event) && row.requestedBy === 'CUSTOMER') return;
  const ownRequest = REQUESTS.has(event) && onCustomersSide(tx);
  if (ownRequest || !WITH_LINK.has(event)) return await mailNotice(tx, row, event);
  if (REQUESTS.has(event)) {
    // Sessions of earlier links, perhaps opened by the partner, must not answer for the customer.
    await endLinksOf(tx, row.id, tx.now);
    await tx.asSystem('bindings', (system) => endSessionsOf(system, row.id));
  }
  await mailCustomer(tx, row, event);
}

/** Ends the unproven bindings of other partners to a customer who is now bound. */
export async function endRivals(tx: Tx, row: PartnerBinding): Promise<void> {
  if (row.status !== 'BOUND') return;
  await tx.asSystem('bindings', (system) =>
    supersede(system, (d) => sql`${d.customerId} = ${row.customerId}`),
  );
}

/** Ends the unproven bindings that fulfil a condition, as the system. */
export async function supersede(
  tx: Tx,
  where: (d: Columns<keyof PartnerBinding & string>) => Sql,
): Promise<void> {
  const rivals = await tx.find(
    PartnerBindingEntity,
    (d) => sql`${d.status} = 'PROVISIONAL' and ${where(d)}`,
    (d) => d.id,
  );
  await tx.fireWhereOpen(
    bindingLife,
    rivals.map(({ id }) => id),
    'supersede',
  );
}

/** Sets the side that must answer a request to unbind: the party that did not make it. */
export async function nameAnswerer(tx: Tx, row: PartnerBinding): Promise<void> {
  const acts = row.requestedBy === 'PARTNER' ? 'CUSTOMER' : 'PARTNER';
  await tx.rows(
    sql`update ${sql.table(DeadlineEntity)} set acts_side = ${acts} where subject_id = ${row.id} and event is null and fired_at is null`,
  );
}
