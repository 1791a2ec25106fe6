import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../lib/i18n.tsx';
import { ViewTabs } from '../../ui/Tabs.tsx';

/** People and the invitations that may bring more. */
export function TeamTabs({
  value,
  invitations,
}: {
  value: 'members' | 'invitations';
  invitations: boolean;
}) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <ViewTabs
      label={t('ui.list.views')}
      value={value}
      items={[
        { id: 'members', label: t('ui.team.members') },
        ...(invitations ? [{ id: 'invitations', label: t('ui.team.invitations') }] : []),
      ]}
      onChange={(id) => void navigate({ to: id === 'members' ? '/team' : '/team/invitations' })}
    />
  );
}
