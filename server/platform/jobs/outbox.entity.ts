import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { DB_ROLES, OWNER_ALL, SIDE } from '../db/tenancy.ts';
import { MAIL_LOCALES } from '../mail/locales.ts';
import type { MailParams } from '../mail/render.ts';
import { mobileNumber } from '../sms/number.ts';
import { SYSTEM_TENANT } from '../viewer.ts';

export const CHANNELS = ['MAIL', 'SMS'] as const;
export type Channel = (typeof CHANNELS)[number];

const UNSENT = 'sent_at is null and failed_at is null';

/**
 * Messages to deliver, written in the transaction of the command that causes them. A row may contain one-time links
 * and codes of any person, so tenants may insert rows but only the system may read them.
 */
export const OutboxMessageEntity = aggregate({
  name: 'OutboxMessage',
  parties: {},
  sealed: { sealedNumber: mobileNumber.purpose },
  properties: {
    ...p.base(),
    channel: p.word(CHANNELS),
    template: p.text(),
    locale: p.word(MAIL_LOCALES).nullable(),
    recipientMail: p.text().nullable(),
    /** Mobile number; erased after the message is sent. */
    sealedNumber: p.text().nullable(),
    recipientOrgId: p.uuid().nullable(),
    customerId: p.uuid().nullable(),
    /** Organization in whose turn the message is sent: turns alternate, so that nobody waits for another's queue. */
    turnId: p.uuid().default(SYSTEM_TENANT),
    /** Whether somebody waits for the message, such as a one-time code: it precedes all others. */
    isUrgent: p.boolean().default(false),
    /** Record about which the organization mails a person outside, by its own wish: such mails are limited. */
    aboutId: p.uuid().nullable(),
    params: p.json<MailParams>(),
    links: p.json<Record<string, string>>().nullable(),
    /** Code of the short address in an SMS, which leads to the link named `link`. */
    shortCode: p.text().nullable(),
    /** Secrets of the recipient, such as a one-time code; erased together with the links. */
    secrets: p.json<Record<string, string>>().nullable(),
    sentAt: p.instant().nullable(),
    failedAt: p.instant().nullable(),
    /** Time after which the message is of no use and is not sent. */
    expiresAt: p.instant().nullable(),
    attempts: p.integer().default(0),
    nextTryAt: p.instant().nullable(),
    lastError: p.text().nullable(),
    providerId: p.text().nullable(),
    subject: p.text().nullable(),
    bodyText: p.text().nullable(),
    bodyHtml: p.text().nullable(),
  },
  checks: [
    {
      name: 'outbox_message_recipient_of_channel',
      expression: `(channel = 'MAIL') = (recipient_mail is not null) and (channel = 'SMS' or sealed_number is null)`,
    },
  ],
  uniques: [{ name: 'outbox_message_short_code', properties: ['shortCode'] }],
  indexes: [
    {
      name: 'outbox_message_unsent',
      expression: `create index outbox_message_unsent on outbox_message (is_urgent, turn_id, created_at, id) where ${UNSENT}`,
    },
    {
      name: 'outbox_message_about',
      expression: `create index outbox_message_about on outbox_message (about_id, created_at) where about_id is not null`,
    },
    {
      name: 'outbox_message_asked',
      expression: `create index outbox_message_asked on outbox_message (turn_id, created_at) where about_id is not null`,
    },
    {
      name: 'outbox_message_over',
      expression: `create index outbox_message_over on outbox_message (coalesce(sent_at, failed_at))`,
    },
    { name: 'outbox_message_recipient', properties: ['recipientMail', 'createdAt'] },
  ],
  rowLevelSecurity: 'force',
  policies: [
    OWNER_ALL,
    { name: 'app_insert', command: 'insert', roles: [DB_ROLES.app], check: 'true' },
    {
      name: 'system_all',
      roles: [DB_ROLES.app],
      using: `${SIDE} = 'system'`,
      check: `${SIDE} = 'system'`,
    },
  ],
});
export type OutboxMessage = InferEntity<typeof OutboxMessageEntity>;
