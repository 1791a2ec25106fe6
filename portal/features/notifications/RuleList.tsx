import { BellOff } from 'lucide-react';
import { useId } from 'react';
import type {
  NotificationChannel,
  NotificationKind,
  NotificationSettingsPageQuery,
} from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import styles from './Settings.module.css';

export type Rule = NotificationSettingsPageQuery['notificationSettings']['rules'][number];

const CHANNELS: readonly NotificationChannel[] = ['PORTAL', 'MAIL', 'SMS', 'DIGEST'];

export interface RuleListProps {
  rules: readonly Rule[];
  onChoose: (kind: NotificationKind, channels: NotificationChannel[]) => void;
}

/** Channels by kind of event; on a narrow screen each box has its own label. Only some kinds can be sent by SMS. */
export function RuleList({ rules, onChoose }: RuleListProps) {
  const t = useText();
  if (rules.length === 0)
    return <EmptyState icon={BellOff} title={t('ui.notifications.noKinds')} />;
  return (
    <div>
      <div className={styles.head} aria-hidden="true">
        {CHANNELS.map((channel) => (
          <span key={channel}>{t.enum('NotificationChannel', channel)}</span>
        ))}
      </div>
      {rules.map((rule) => (
        <RuleRow
          key={rule.kind}
          rule={rule}
          onChoose={(channels) => onChoose(rule.kind, channels)}
        />
      ))}
    </div>
  );
}

function RuleRow({
  rule: { kind, channels, offeredChannels, requiredChannels, duty },
  onChoose,
}: {
  rule: Rule;
  onChoose: (channels: NotificationChannel[]) => void;
}) {
  const t = useText();
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be a grid cell
    <div role="group" aria-labelledby={id} aria-describedby={`${id}-duty`} className={styles.rule}>
      <span className={styles.kind}>
        <span id={id}>{t.enum('NotificationKind', kind)}</span>
        <span id={`${id}-duty`} className="note">
          {duty && t.enum('NotificationDuty', duty)}
        </span>
      </span>
      {CHANNELS.map((channel) => (
        <span key={channel} className={styles.box}>
          {offeredChannels.includes(channel) && (
            <Checkbox
              isSelected={channels.includes(channel)}
              isDisabled={requiredChannels.includes(channel)}
              onChange={(isSelected) =>
                onChoose(
                  CHANNELS.filter((one) => (one === channel ? isSelected : channels.includes(one))),
                )
              }
            >
              <span className={styles.word}>{t.enum('NotificationChannel', channel)}</span>
            </Checkbox>
          )}
        </span>
      ))}
    </div>
  );
}
