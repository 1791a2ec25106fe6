import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useQuery } from 'urql';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { handOverAppeal } from './AppealCommands.ts';

const Appeal = graphql(`
  fragment HandOverDialog_appeal on Appeal { id version number takenByName }
`);
const Operators = graphql(`
  query HandOverDialog {
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id name role }
    }
  }
`);

const schema = z.object({ memberId: z.string().check(z.minLength(1, 'ui.form.required')) });

export interface HandOverDialogProps {
  appeal: FragmentType<typeof Appeal>;
  onClose: () => void;
}

/** 转交: another operator decides from now on. */
export function HandOverDialog({ appeal, onClose }: HandOverDialogProps) {
  const t = useText();
  const a = readFragment(Appeal, appeal);
  const [{ data }] = useQuery({ query: Operators });
  const { run } = useCommand(handOverAppeal);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { memberId: '' } });
  const submit = form.handleSubmit(async ({ memberId }) => {
    const payload = await run({ id: a.id, version: a.version, memberId });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.appeal.handedOver') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.appeal.handOver')}
      description={a.number}
      confirmLabel={t('ui.appeal.handOver')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="memberId">
        {(field) => (
          <Select
            {...field}
            label={t('ui.appeal.handOverTo')}
            isRequired
            options={(data?.members.nodes ?? [])
              .filter(({ role }) => role === 'OPERATOR')
              .map(({ id, name }) => ({ id, label: name }))}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
