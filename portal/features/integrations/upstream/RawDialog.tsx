import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { retryRow } from './QuarantineCommands.ts';

const Row = graphql(`
  fragment RawDialog_row on QuarantinedRow { id version raw problemCode problemPath }
`);

const schema = z.object({
  text: z.string().check(
    z.refine((text) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    }, 'error.INVALID_JSON'),
  ),
});

/** The row with line breaks; a text that is no JSON stays as it is. */
function legible(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}

export interface RawDialogProps {
  row: FragmentType<typeof Row>;
  name: string;
  onClose: () => void;
}

/** The row as the upstream sent it. It is applied again as it is, or corrected by operations. */
export function RawDialog({ row, name, onClose }: RawDialogProps) {
  const t = useText();
  const r = readFragment(Row, row);
  const mayCorrect = sideOf(useSession()) === 'OPERATOR';
  const { run } = useCommand(retryRow);
  const first = legible(r.raw);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { text: first } });
  const submit = form.handleSubmit(async ({ text }) => {
    const step = await run({ id: r.id, version: r.version, ...(text !== first && { text }) });
    if (!isAccepted(form, step, t)) return;
    toast.show({ tone: 'good', title: t('ui.quarantine.applied') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={name}
      description={t(mayCorrect ? 'ui.quarantine.rawText' : 'ui.quarantine.rawTextAsIs')}
      confirmLabel={t('ui.quarantine.retry')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="text">
        {(field) => (
          <TextArea {...field} label={t('ui.quarantine.raw')} rows={14} isReadOnly={!mayCorrect} />
        )}
      </FormField>
    </FormDialog>
  );
}
