import type { ValueRoot } from '../../../platform/read/declare.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Role } from '../../../platform/viewer.ts';
import {
  channelsByDefault,
  channelsInForce,
  channelsOffered,
  chosenFor,
} from '../kind/channels.read.ts';
import { requiredChannels } from '../kind/channels.ts';
import { kindsFor } from '../kind/notified-events.ts';
import { hasNumber } from '../mobile/mobile-number.read.ts';
import { NOTIFIED_ROLES } from '../notification/notification.read.ts';
import { DIGEST_HOUR } from './notification-preference.entity.ts';
import { NotificationSettingsType } from './notification-settings.type.ts';

const json = (value: unknown): Sql => sql`${sql.literal(JSON.stringify(value))}::json`;

/** Returns the settings as one JSON value: the member's choices over the role's defaults. */
export function settingsOf(v: typeof sql.viewer, role: Role): Sql {
  const chooser = { role: sql.literal(role), hasNumber: hasNumber(v.memberId) };
  const rules = kindsFor(role).map((kind) =>
    sql.object({
      kind: sql.literal(kind.name),
      channels: sql`to_json(${channelsInForce(kind, chooser, chosenFor(kind.name))})`,
      offeredChannels: sql`to_json(${channelsOffered(kind, chooser)})`,
      defaultChannels: sql`to_json(${channelsByDefault(kind, chooser)})`,
      requiredChannels: json(requiredChannels(kind)),
      duty: kind.required ? sql.literal(kind.required.duty) : sql.raw('null::text'),
    }),
  );
  const value = sql.object({
    digestHour: sql`coalesce(p.digest_hour, ${sql.raw(String(DIGEST_HOUR))})`,
    mailLanguage: sql`coalesce(upper(p.mail_locale), 'BOTH')`,
    calendarFeedSince: sql`(select to_char(f.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from calendar_feed f where f.member_id = ${v.memberId})`,
    hasMobileNumber: chooser.hasNumber,
    rules: sql`json_build_array(${sql.join(rules, ', ')})`,
  });
  return sql`(select ${value} from (values (1)) one left join notification_preference p on p.member_id = ${v.memberId})`;
}

export const notificationSettingsRoot: ValueRoot = {
  name: 'notificationSettings',
  description: 'Notification settings of the viewer; an API key reads the defaults of its role.',
  type: () => NotificationSettingsType,
  roles: NOTIFIED_ROLES,
  value: (v, role) => settingsOf(v, role),
};
