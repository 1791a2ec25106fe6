import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { Select, type SelectProps } from '../ui/fields/Select.tsx';
import { ROLES } from './roles.ts';

export function RoleSelect({
  extra = [],
  ...field
}: Omit<SelectProps, 'options' | 'label'> & { extra?: readonly string[] }) {
  const t = useText();
  const { org } = useSession();
  const roles = [...(ROLES[org.kind] ?? []), ...extra];
  return (
    <Select
      {...field}
      label={t('ui.role')}
      placeholder={t('ui.choose')}
      isRequired
      options={roles.map((id) => ({
        id,
        label: t.enum('Role', id),
        description: t.maybe(`ui.role.${id}`, undefined, ''),
      }))}
    />
  );
}
