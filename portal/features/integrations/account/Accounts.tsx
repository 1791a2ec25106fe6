import { useState } from 'react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { UpstreamCall } from '../../../domain/UpstreamCall.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Accounts_AccountFragment } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { pauseAccount, removeAccount, resumeAccount, testAccount } from './AccountCommands.ts';

const RotateDialog = lazyComponent(() => import('./RotateDialog.tsx'), 'RotateDialog');

const NotificationKeyDialog = lazyComponent(
  () => import('./NotificationKeyDialog.tsx'),
  'NotificationKeyDialog',
);

const Account = graphql(`
  fragment Accounts_account on UpstreamAccount {
    id version system status endpoint accessKeyId domainId rotatedAt rejectedAt rejectionCode
    notificationPath hasNotificationKey
    organization { id name }
    ...RotateDialog_account
    ...ActionButtons_actionable
  }
`);

/** The connected accounts. Their secrets are never shown. */
export function Accounts({ accounts }: { accounts: readonly FragmentType<typeof Account>[] }) {
  return accounts.map((one) => {
    const account = readFragment(Account, one);
    return <AccountCard key={account.id} account={account} />;
  });
}

function AccountCard({ account: a }: { account: Accounts_AccountFragment }) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const [editsKey, setEditsKey] = useState(false);
  const pause = useStep(pauseAccount, t('ui.upstream.paused'));
  const resume = useStep(resumeAccount, t('ui.upstream.resumed'));
  const remove = useStep(removeAccount, t('ui.upstream.removed'));
  const row = { id: a.id, version: a.version };
  const name = `${a.organization.name} · ${t.enum('UpstreamSystem', a.system)}`;
  const values = {
    endpoint: <span className="mono">{a.endpoint}</span>,
    accessKeyId: <span className="mono">{a.accessKeyId}</span>,
    secret: t('ui.upstream.hidden'),
    domainId: a.domainId && <span className="mono">{a.domainId}</span>,
    rotatedAt: format.dateTime(a.rotatedAt),
    notificationPath: a.notificationPath && (
      <span className="mono">{`${location.origin}${a.notificationPath}`}</span>
    ),
    notificationKey:
      a.notificationPath && t(a.hasNotificationKey ? 'ui.upstream.hidden' : 'ui.upstream.noKey'),
    rejectedAt:
      a.rejectedAt && `${format.dateTime(a.rejectedAt)} · ${a.rejectionCode ?? t('ui.none')}`,
  };
  return (
    <Card
      title={name}
      actions={<StateBadge type="UpstreamAccountStatus" value={a.status} />}
      footer={
        <>
          {may('upstreamAccountTest') && (
            <UpstreamCall command={testAccount} id={a.id} label={t('ui.upstream.test')} />
          )}
          {a.notificationPath && may('upstreamAccountSetNotificationKey') && (
            <Button size="sm" onPress={() => setEditsKey(true)}>
              {t('ui.upstream.notificationKey')}
            </Button>
          )}
          <StepButtons
            actionable={a}
            size="sm"
            steps={[
              {
                name: 'rotate',
                label: t('ui.upstream.rotate'),
                variant: a.status === 'REJECTED' ? 'primary' : 'default',
                dialog: (close) => <RotateDialog account={a} name={name} onClose={close} />,
              },
              {
                name: 'pause',
                label: t('ui.upstream.pause'),
                confirm: {
                  title: `${t('ui.upstream.pause')} ${name}`,
                  text: t('ui.upstream.pauseText'),
                  run: () => pause.run(row),
                },
              },
              {
                name: 'resume',
                label: t('ui.upstream.resume'),
                onPress: () => resume.run(row),
              },
              {
                name: 'remove',
                label: t('ui.upstream.remove'),
                variant: 'ghost',
                confirm: {
                  title: `${t('ui.upstream.remove')} ${name}`,
                  text: t('ui.upstream.removeText'),
                  tone: 'danger',
                  run: () => remove.run(row),
                },
              },
            ]}
          />
        </>
      }
    >
      <DescriptionList
        items={Object.entries(values)
          .filter(([, value]) => value)
          .map(([id, value]) => ({ id, label: t.maybe(`ui.upstream.fact.${id}`), value }))}
      />
      {editsKey && (
        <NotificationKeyDialog id={a.id} name={name} onClose={() => setEditsKey(false)} />
      )}
    </Card>
  );
}
