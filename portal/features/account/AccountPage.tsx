import { BellRing, LogOut } from 'lucide-react';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import { leave } from '../../shell/leave.ts';
import { RouteButton } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';
import { MobileNumber } from './MobileNumber.tsx';
import { Preferences } from './Preferences.tsx';
import { SecondFactor } from './SecondFactor.tsx';

export function AccountPage() {
  const t = useText();
  const format = useFormat();
  const { user, org, member, link, expiresAt } = useSession();
  useTitle(t('ui.account'));
  if (link) return <NotFound />;
  return (
    <Page width="narrow">
      <PageHead title={t('ui.account')} />
      <Card title={t('ui.account.profile')}>
        <DescriptionList
          items={[
            { id: 'name', label: t('ui.account.name'), value: user.name },
            { id: 'mail', label: t('ui.signIn.mail'), value: user.mail },
            { id: 'org', label: t('ui.account.org'), value: org.name },
            { id: 'role', label: t('ui.account.role'), value: t.enum('Role', member.role) },
          ]}
        />
      </Card>
      <MobileNumber />
      <SecondFactor />
      <Card
        title={t('ui.account.session')}
        actions={
          <Button icon={LogOut} onPress={() => void leave()}>
            {t('ui.signOut')}
          </Button>
        }
      >
        <p>{t('ui.account.sessionEnds', { time: format.dateTime(expiresAt) })}</p>
        <p className="note">{t('ui.account.sessionNote')}</p>
      </Card>
      <Preferences />
      <Card
        title={t('ui.notifications')}
        actions={
          <RouteButton to="/account/notifications" icon={BellRing}>
            {t('ui.notifications.rules')}
          </RouteButton>
        }
      >
        <p>{t('ui.account.notifications')}</p>
      </Card>
    </Page>
  );
}
