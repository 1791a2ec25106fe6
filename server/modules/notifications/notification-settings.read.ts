import type { ValueRoot } from '../../platform/read/declare.ts';
import { type Sql, sql, type ViewerRef } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { channelsInForce, chosenFor } from './channels.read.ts';
import { defaultChannels, requiredChannels } from './channels.ts';
import { NOTIFIED_ROLES } from './notification.read.ts';
import { DIGEST_HOUR } from './notification-preference.entity.ts';
import { NotificationSettingsType } from './notification-settings.type.ts';
import { kindsFor } from './notified-events.ts';

const json = (value: unknown): Sql => sql`${sql.literal(JSON.stringify(value))}::json`;

/** Returns the settings as one JSON value: the member's choices over the role's defaults. */
export function settingsOf(v: ViewerRef, role: Role): Sql {
  const rules = kindsFor(role).map((kind) =>
    sql.object({
      kind: sql.literal(kind.name),
      channels: sql`to_json(${channelsInForce(kind, sql.literal(role), chosenFor(kind.name))})`,
      defaultChannels: json(defaultChannels(kind, role)),
      requiredChannels: json(requiredChannels(kind)),
      duty: kind.required ? sql.literal(kind.required.duty) : sql.raw('null::text'),
    }),
  );
  const value = sql.object({
    digestHour: sql`coalesce(p.digest_hour, ${sql.raw(String(DIGEST_HOUR))})`,
    mailLanguage: sql`coalesce(upper(p.mail_locale), 'BOTH')`,
    calendarFeedSince: sql`(select to_char(f.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from calendar_feed f where f.member_id = ${v.memberId})`,
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
