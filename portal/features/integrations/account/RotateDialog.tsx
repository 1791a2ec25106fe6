import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { rotateAccount } from './AccountCommands.ts';
import { CredentialFields, credentialShape } from './CredentialFields.tsx';

const Account = graphql(`
  fragment RotateDialog_account on UpstreamAccount { id version }
`);

export interface RotateDialogProps {
  account: FragmentType<typeof Account>;
  name: string;
  onClose: () => void;
}

/** 更换凭证: new keys for a connected or rejected account. */
export function RotateDialog({ account, name, onClose }: RotateDialogProps) {
  const t = useText();
  const a = readFragment(Account, account);
  const { run } = useCommand(rotateAccount);
  const form = useForm({
    resolver: zodResolver(z.object(credentialShape)),
    defaultValues: { accessKeyId: '', secretAccessKey: '' },
  });
  const submit = form.handleSubmit(async (values) => {
    const step = await run({ id: a.id, version: a.version, ...values });
    if (!isAccepted(form, step, t)) return;
    toast.show({ tone: 'good', title: t('ui.upstream.rotated') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.upstream.rotate')}
      description={name}
      confirmLabel={t('ui.upstream.rotate')}
      onSubmit={submit}
      onClose={onClose}
    >
      <CredentialFields control={form.control} />
    </FormDialog>
  );
}
