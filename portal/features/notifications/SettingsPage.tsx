import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type {
  NotificationChannel,
  NotificationKind,
  NotificationRuleInput,
  NotificationSettingsPageQuery,
} from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { CalendarCard } from './CalendarCard.tsx';
import { DeliveryCard } from './DeliveryCard.tsx';
import { RuleList } from './RuleList.tsx';

const Settings = graphql(`
  query NotificationSettingsPage {
    notificationSettings {
      digestHour
      mailLanguage
      calendarFeedSince
      hasMobileNumber
      rules { kind channels defaultChannels offeredChannels requiredChannels duty }
    }
  }
`);

const SetRules = graphql(`
  mutation NotificationRulesSet($input: NotificationRulesSetInput!) {
    notificationRulesSet(input: $input) { userErrors { message } }
  }
`);

type Answer = NotificationSettingsPageQuery['notificationSettings'];

const same = (a: readonly NotificationChannel[], b: readonly NotificationChannel[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Channels by kind of event, and delivery of mails. Each choice takes effect at once. */
export function SettingsPage() {
  const t = useText();
  useTitle(t('ui.notifications.rules'));
  const [result, reload] = useQuery({ query: Settings, requestPolicy: 'network-only' });
  return (
    <Page width="narrow">
      <PageHead
        title={t('ui.notifications.rules')}
        crumbs={[
          <RouteLink key="account" to="/account">
            {t('ui.account')}
          </RouteLink>,
        ]}
        crumbsLabel={t('ui.crumbs')}
      />
      <QueryGate
        result={result}
        retry={reload}
        skeleton={
          <Card>
            <Skeleton lines={8} height={40} />
          </Card>
        }
      >
        {({ notificationSettings }) => <Loaded settings={notificationSettings} />}
      </QueryGate>
    </Page>
  );
}

/** Says how to receive SMS. */
function SmsNote() {
  const t = useText();
  return (
    <p className="note">
      {t('ui.notifications.smsNone')} <RouteLink to="/account">{t('ui.mobile.verify')}</RouteLink>
    </p>
  );
}

function Loaded({ settings }: { settings: Answer }) {
  const t = useText();
  const [chosen, setChosen] = useState<Partial<Record<NotificationKind, NotificationChannel[]>>>(
    {},
  );
  const [, setRules] = useMutation(SetRules);
  const rules = settings.rules.map((rule) => ({
    ...rule,
    channels: chosen[rule.kind] ?? rule.channels,
  }));
  const own = rules.filter(({ channels, defaultChannels }) => !same(channels, defaultChannels));

  async function choose(input: readonly NotificationRuleInput[], shown: typeof chosen) {
    const before = Object.fromEntries(input.map(({ kind }) => [kind, chosen[kind]]));
    setChosen((now) => ({ ...now, ...shown }));
    const { data } = await setRules({ input: { rules: [...input] } });
    const errors = data?.notificationRulesSet.userErrors;
    if (errors?.length === 0) return;
    for (const { message } of errors ?? []) toast.show({ title: message, tone: 'bad' });
    setChosen((now) => ({ ...now, ...before }));
  }

  return (
    <>
      <Card
        flush
        title={t('ui.notifications.ways')}
        note={t('ui.notifications.waysNote')}
        footer={!settings.hasMobileNumber && <SmsNote />}
        actions={
          own.length > 0 && (
            <Button
              size="sm"
              variant="ghost"
              icon={RotateCcw}
              onPress={() =>
                void choose(
                  own.map(({ kind }) => ({ kind, channels: null })),
                  Object.fromEntries(
                    own.map(({ kind, defaultChannels }) => [kind, defaultChannels]),
                  ),
                )
              }
            >
              {t('ui.notifications.asRole')}
            </Button>
          )
        }
      >
        <RuleList
          rules={rules}
          onChoose={(kind, channels) => void choose([{ kind, channels }], { [kind]: channels })}
        />
      </Card>
      {rules.length > 0 && <DeliveryCard settings={settings} />}
      <CalendarCard since={settings.calendarFeedSince ?? null} />
    </>
  );
}
