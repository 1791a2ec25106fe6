import { command } from '../../../platform/command/command.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import type { MailLocale } from '../../../platform/mail/locales.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { CHANNELS, type Channel, offeredChannels, requiredChannels } from '../kind/channels.ts';
import { kinds, kindsFor, type NotificationKindName } from '../kind/notified-events.ts';
import { memberOf } from '../notification/notification.commands.ts';
import { NOTIFIED_ROLES } from '../notification/notification.read.ts';
import { DIGEST_HOUR, DIGEST_HOURS } from './notification-preference.entity.ts';
import { settingsOf } from './notification-settings.read.ts';
import {
  MailLanguageEnum,
  NotificationChannelEnum,
  NotificationKindEnum,
  NotificationSettingsType,
} from './notification-settings.type.ts';

const shared = {
  roles: NOTIFIED_ROLES,
  payload: {},
  extra: {
    settings: { type: () => NotificationSettingsType, description: 'Settings after the change.' },
  },
  idempotent: false,
} as const;

const settings = async (tx: Tx): Promise<{ settings: unknown }> => {
  const [row] = await tx.rows<{ settings: unknown }>(
    sql`select ${settingsOf(sql.viewer, tx.viewer.role)} as settings`,
  );
  return row!;
};

/** Writes the member's preference; `changes` applies to an existing one. */
async function prefer(
  tx: Tx,
  chosen: {
    rules?: Record<string, readonly Channel[]>;
    digestHour?: number;
    locale?: MailLocale | null;
  },
  changes: Sql,
): Promise<void> {
  const { rules = {}, digestHour = DIGEST_HOUR, locale = null } = chosen;
  await tx.rows(sql`
    insert into notification_preference as p (id, created_at, org_id, member_id, rules, digest_hour, mail_locale)
    values (${tx.newId()}, ${tx.now}, ${tx.viewer.tenantId}, ${memberOf(tx)}, ${JSON.stringify(rules)}::jsonb,
      ${digestHour}, ${locale})
    on conflict (member_id) do update set ${changes}`);
}

const audit = (tx: Tx, action: string, detail: Record<string, unknown>): void =>
  tx.audit({ action, subjectType: 'Member', subjectId: memberOf(tx), detail });

/** Choice for one kind; without channels the role's defaults apply again. */
interface Choice {
  readonly kind: NotificationKindName;
  readonly channels?: readonly Channel[];
}

const choice = inputShape(
  'NotificationRuleInput',
  'Channels on which the viewer is notified of one kind of event.',
  {
    kind: field.word(NotificationKindEnum, "Kind of event that notifies the viewer's role."),
    channels: field.optional(
      field.list(
        field.word(
          NotificationChannelEnum,
          "Channels to use; empty for no notification, null for the default of the viewer's role.",
        ),
        { max: Object.keys(CHANNELS).length },
      ),
    ),
  },
);

/** Refuses a kind that the role never receives, a choice without the required channels, and one that is not offered. */
function mustBeFree(tx: Tx, { kind: name, channels }: Choice, index: number): void {
  const kind = kindsFor(tx.viewer.role).find((one) => one.name === name);
  if (!kind) throw refuse('NOT_FOR_THIS_ROLE', `rules.${index}.kind`);
  if (channels && !requiredChannels(kind).every((one) => channels.includes(one)))
    throw refuse('CHANNEL_REQUIRED', `rules.${index}.channels`);
  if (channels && !channels.every((one) => offeredChannels(kind).includes(one)))
    throw refuse('CHANNEL_NOT_OFFERED', `rules.${index}.channels`);
}

const setRules = command({
  ...shared,
  name: 'notificationRulesSet',
  description: 'Chooses the channels on which the viewer is notified of some kinds of events.',
  fields: {
    rules: field.list(
      field.object(() => choice, 'Choices; other kinds remain unchanged.'),
      { min: 1, max: kinds.length },
    ),
  },
  async run(tx, { rules }) {
    const memberId = memberOf(tx);
    for (const [i, rule] of rules.entries()) mustBeFree(tx, rule, i);
    const made = rules.filter(({ channels }) => channels);
    const given = rules.filter(({ channels }) => !channels).map(({ kind }) => kind);
    await prefer(
      tx,
      { rules: Object.fromEntries(made.map(({ kind, channels }) => [kind, channels!])) },
      sql`rules = (p.rules || excluded.rules) - ${`{${given.join(',')}}`}::text[]`,
    );
    const silent = made.filter(({ channels }) => !channels!.includes('DIGEST'));
    await tx.rows(sql`
      update notification set awaits_digest = false where member_id = ${memberId} and awaits_digest
        and kind = any(${`{${silent.map(({ kind }) => kind).join(',')}}`}::text[])`);
    audit(tx, 'notificationRulesSet', { rules });
    return await settings(tx);
  },
});

const setDelivery = command({
  ...shared,
  name: 'notificationDeliverySet',
  description: 'Chooses when the digest is sent, and in which language mails are written.',
  fields: {
    digestHour: field.optional(
      field.integer('Hour of the digest in Asia/Shanghai, 6 to 12; by default unchanged.', {
        min: DIGEST_HOURS[0],
        max: DIGEST_HOURS.at(-1)!,
      }),
    ),
    mailLanguage: field.optional(
      field.word(MailLanguageEnum, 'Language of the mails; by default unchanged.'),
    ),
  },
  async run(tx, { digestHour, mailLanguage }) {
    const locale =
      mailLanguage === undefined || mailLanguage === 'BOTH'
        ? null
        : (mailLanguage.toLowerCase() as MailLocale);
    await prefer(
      tx,
      { digestHour, locale },
      sql`digest_hour = coalesce(${digestHour ?? null}::int, p.digest_hour),
        mail_locale = ${mailLanguage === undefined ? sql`p.mail_locale` : sql`${locale}`}`,
    );
    audit(tx, 'notificationDeliverySet', { digestHour, mailLanguage });
    return await settings(tx);
  },
});

export const notificationSettingsCommands: readonly AnyCommand[] = [setRules, setDelivery];
