import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { UpstreamCall } from '../../../domain/UpstreamCall.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Accounts_AccountFragment } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { pauseAccount, removeAccount, resumeAccount, testAccount } from './AccountCommands.ts';

const RotateDialog = later(() => import('./RotateDialog.tsx'), 'RotateDialog');

const NotificationKeyDialog = later(
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
  const [asking, setAsking] = useState<'rotate' | 'pause' | 'remove' | 'key' | null>(null);
  const pause = useCommand(pauseAccount);
  const resume = useCommand(resumeAccount);
  const remove = useCommand(removeAccount);
  const close = () => setAsking(null);
  const name = `${a.organization.name} · ${t.enum('UpstreamSystem', a.system)}`;

  async function fire(command: typeof pause | typeof resume | typeof remove) {
    const [problem] = (await command.run({ id: a.id, version: a.version }))?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
  }
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
            <Button size="sm" onPress={() => setAsking('key')}>
              {t('ui.upstream.notificationKey')}
            </Button>
          )}
          <ActionButtons
            actionable={a}
            size="sm"
            buttons={[
              {
                name: 'rotate',
                label: t('ui.upstream.rotate'),
                variant: a.status === 'REJECTED' ? 'primary' : 'default',
                onPress: () => setAsking('rotate'),
              },
              { name: 'pause', label: t('ui.upstream.pause'), onPress: () => setAsking('pause') },
              { name: 'resume', label: t('ui.upstream.resume'), onPress: () => void fire(resume) },
              {
                name: 'remove',
                label: t('ui.upstream.remove'),
                variant: 'ghost',
                onPress: () => setAsking('remove'),
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
      {asking === 'rotate' && <RotateDialog account={a} name={name} onClose={close} />}
      {asking === 'key' && <NotificationKeyDialog id={a.id} name={name} onClose={close} />}
      {(['pause', 'remove'] as const).map((step) => (
        <ConfirmDialog
          key={step}
          isOpen={asking === step}
          onOpenChange={close}
          title={`${t(`ui.upstream.${step}`)} ${name}`}
          tone={step === 'remove' ? 'danger' : 'primary'}
          confirmLabel={t(`ui.upstream.${step}`)}
          cancelLabel={t('ui.cancel')}
          onConfirm={() => fire(step === 'pause' ? pause : remove)}
        >
          {t(`ui.upstream.${step}Text`)}
        </ConfirmDialog>
      ))}
    </Card>
  );
}
