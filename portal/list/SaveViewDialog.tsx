import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../lib/FormField.tsx';
import { applyUserErrors } from '../lib/form.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { FormDialog } from '../shell/FormDialog.tsx';
import { toast } from '../ui/feedback/Toast.tsx';
import { Checkbox } from '../ui/fields/Checkbox.tsx';
import { RadioGroup } from '../ui/fields/RadioGroup.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import type { List } from './define.ts';
import type { SavedView } from './saved-views.ts';
import { useViewCommands } from './useViewCommands.ts';

/** Roles that may change views of the team; the server refuses others. */
const TEAM_ROLES = ['CSP_OWNER', 'CSP_MANAGER', 'SELLER_MANAGER', 'OPERATOR'];
const NAME_MAX = 40;

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  who: z.enum(['mine', 'team']),
  isDefault: z.boolean(),
});

export interface SaveViewDialogProps {
  list: List;
  view: SavedView | undefined;
  parameters: readonly { name: string; value: string }[];
  onClose: () => void;
  onSaved: (view: SavedView) => void;
}

/** Asks for a view's name, its owner and whether the list opens with it. */
export function SaveViewDialog({ list, view, parameters, onClose, onSaved }: SaveViewDialogProps) {
  const t = useText();
  const mayShare = TEAM_ROLES.includes(useSession().member.role);
  const { save, rename, setDefault } = useViewCommands();
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: view?.name ?? '',
      who: view?.isShared ? 'team' : 'mine',
      isDefault: view?.isDefault ?? false,
    },
  });
  const submit = form.handleSubmit(async ({ name, who, isDefault }) => {
    const isShared = who === 'team';
    const payload =
      view && view.isShared === isShared
        ? await rename(view, name)
        : await save({
            id: view?.id,
            version: view?.version,
            list: list.name,
            name,
            isShared,
            parameters: parameters.map((parameter) => ({
              name: parameter.name,
              value: parameter.value,
            })),
          });
    if (!payload) return;
    const { savedView, userErrors } = payload;
    if (userErrors.length > 0) {
      const paths = { isShared: 'who', '': 'name' };
      applyUserErrors(form, userErrors, t, { paths });
    }
    if (!savedView) return;
    if (isDefault !== (view?.isDefault ?? false))
      await setDefault(list.name, isDefault ? savedView.id : null);
    toast.show({ tone: 'good', title: t('ui.view.saved') });
    onSaved(savedView);
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t(view ? 'ui.view.edit' : 'ui.view.saveAs')}
      description={t('ui.view.nameHelp')}
      confirmLabel={t('ui.view.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="name">
        {(field) => (
          <TextField {...field} label={t('ui.view.name')} isRequired maxLength={NAME_MAX} />
        )}
      </FormField>
      {mayShare && (
        <FormField control={form.control} name="who">
          {({ onChange, ...field }) => (
            <RadioGroup
              {...field}
              onChange={(who) => onChange(who === 'team' ? 'team' : 'mine')}
              label={t('ui.view.who')}
              orientation="horizontal"
              options={[
                { id: 'mine', label: t('ui.view.mine') },
                { id: 'team', label: t('ui.view.team') },
              ]}
            />
          )}
        </FormField>
      )}
      <FormField control={form.control} name="isDefault">
        {({ value, onChange, name, onBlur, inputRef }) => (
          <Checkbox
            isSelected={value}
            onChange={onChange}
            name={name}
            onBlur={onBlur}
            inputRef={inputRef}
          >
            {t('ui.view.default')}
          </Checkbox>
        )}
      </FormField>
    </FormDialog>
  );
}
