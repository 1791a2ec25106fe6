import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import type { UpstreamSystem } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { connectAccount } from './AccountCommands.ts';
import { CredentialFields, credentialShape } from './CredentialFields.tsx';
import { OrganizationPicker } from './OrganizationPicker.tsx';

const SYSTEMS = ['HUAWEI_BSS', 'KOOGALLERY'] as const satisfies readonly UpstreamSystem[];
/** Kind of organization that has an account in each system. */
const KINDS = { HUAWEI_BSS: 'PARTNER', KOOGALLERY: 'SELLER' } as const;

const schemaOf = (isOperator: boolean) =>
  z.object({
    ...credentialShape,
    system: z.enum(SYSTEMS),
    organizationId: z
      .nullable(z.string())
      .check(z.refine((id) => id !== null || !isOperator, 'ui.form.required')),
    endpoint: z.string().check(z.trim()),
    domainId: z.string().check(z.trim()),
  });

/** 接入: a partner's account in Huawei Cloud BSS, a seller's in KooGallery; an operator names the organization. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const side = sideOf(useSession());
  const isOperator = side === 'OPERATOR';
  const { run } = useCommand(connectAccount);
  const form = useForm({
    resolver: zodResolver(schemaOf(isOperator)),
    defaultValues: {
      accessKeyId: '',
      secretAccessKey: '',
      system: side === 'SELLER' ? ('KOOGALLERY' as const) : ('HUAWEI_BSS' as UpstreamSystem),
      organizationId: null as string | null,
      endpoint: '',
      domainId: '',
    },
  });
  const system = form.watch('system');
  const submit = form.handleSubmit(async ({ organizationId, endpoint, domainId, ...values }) => {
    const step = await run({
      ...values,
      ...(organizationId && { organizationId }),
      ...(endpoint && { endpoint }),
      ...(domainId && { domainId }),
    });
    if (!isAccepted(form, step, t)) return;
    toast.show({ tone: 'good', title: t('ui.upstream.connected') });
    onClose();
  });
  const { control } = form;
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.upstream.connect')}
      description={t(`ui.upstream.connectText.${system}`)}
      confirmLabel={t('ui.upstream.connect')}
      onSubmit={submit}
      onClose={onClose}
    >
      {isOperator && (
        <>
          <FormField control={control} name="system">
            {({ inputRef: _, onChange, ...field }) => (
              <RadioGroup
                {...field}
                label={t('ui.upstream.system')}
                orientation="horizontal"
                options={SYSTEMS.map((id) => ({ id, label: t.enum('UpstreamSystem', id) }))}
                onChange={(next) => {
                  onChange(next as UpstreamSystem);
                  form.setValue('organizationId', null);
                }}
              />
            )}
          </FormField>
          <FormField control={control} name="organizationId">
            {(field) => (
              <OrganizationPicker key={system} {...field} kind={KINDS[system]} isRequired />
            )}
          </FormField>
        </>
      )}
      <CredentialFields control={control} />
      <FormField control={control} name="domainId">
        {(field) => <TextField {...field} label={t('ui.upstream.fact.domainId')} maxLength={64} />}
      </FormField>
      <FormField control={control} name="endpoint">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.upstream.fact.endpoint')}
            description={t('ui.upstream.endpointHelp')}
            type="url"
          />
        )}
      </FormField>
    </FormDialog>
  );
}
