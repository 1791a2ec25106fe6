import { useForm } from 'react-hook-form';
import { RoleSelect } from '../../../domain/RoleSelect.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Role } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useFormVersion } from '../../../lib/version.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';

const Member = graphql(`
  fragment ChangeRoleDialog_member on Member { id version name role }
`);
const ChangeRole = graphql(`
  mutation ChangeRoleDialog_changeRole($input: MemberChangeRoleInput!, $idempotencyKey: ID!) {
    step: memberChangeRole(input: $input, idempotencyKey: $idempotencyKey) {
      member { ...MemberActions_member }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Changes a member's role; the member must sign in again. */
export function ChangeRoleDialog({
  member,
  onClose,
}: {
  member: FragmentType<typeof Member>;
  onClose: () => void;
}) {
  const t = useText();
  const m = readFragment(Member, member);
  const { run } = useCommand(ChangeRole);
  const form = useForm({ defaultValues: { role: m.role as string } });
  const version = useFormVersion(m.version);
  const submit = form.handleSubmit(async ({ role }) => {
    const payload = await run({ id: m.id, version: version.base(), role: role as Role });
    if (!isAccepted(form, payload, t, { version })) return;
    toast.show({
      tone: 'good',
      title: t('ui.team.roleChanged', { name: m.name, role: t.enum('Role', role) }),
    });
    onClose();
  });
  return (
    <>
      <FormDialog
        form={form}
        title={t('ui.team.changeRoleTitle', { name: m.name })}
        confirmLabel={t('ui.team.changeRole')}
        onSubmit={submit}
        onClose={onClose}
      >
        <p>{t('ui.team.changeRoleText')}</p>
        <FormField control={form.control} name="role">
          {(field) => <RoleSelect {...field} />}
        </FormField>
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: m.version, values: { role: m.role } }}
        describe={({ role }) => [{ label: t('ui.role'), text: t.enum('Role', role) }]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
