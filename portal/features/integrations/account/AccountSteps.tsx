import { useState } from 'react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { UpstreamCall } from '../../../domain/UpstreamCall.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { pauseAccount, removeAccount, resumeAccount, testAccount } from './AccountCommands.ts';

const RotateDialog = lazyComponent(() => import('./RotateDialog.tsx'), 'RotateDialog');

const NotificationKeyDialog = lazyComponent(
  () => import('./NotificationKeyDialog.tsx'),
  'NotificationKeyDialog',
);

const Account = graphql(`
  fragment AccountSteps_account on UpstreamAccount {
    id version status notificationPath
    ...RotateDialog_account
    ...ActionButtons_actionable
  }
`);

interface AccountStepsProps {
  account: FragmentType<typeof Account>;
  /** Organization and system. */
  name: string;
}

/** Steps of an account, each if the viewer may take it. */
export function AccountSteps({ account, name }: AccountStepsProps) {
  const t = useText();
  const may = useMay();
  const a = readFragment(Account, account);
  const [editsKey, setEditsKey] = useState(false);
  const pause = useStep(pauseAccount, t('ui.upstream.paused'));
  const resume = useStep(resumeAccount, t('ui.upstream.resumed'));
  const remove = useStep(removeAccount, t('ui.upstream.removed'));
  const row = { id: a.id, version: a.version };
  return (
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
      {editsKey && (
        <NotificationKeyDialog id={a.id} name={name} onClose={() => setEditsKey(false)} />
      )}
    </>
  );
}
