import { useForm } from 'react-hook-form';
import { useQuery } from 'urql';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { ChooseGroupDialogQuery } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useFormVersion } from '../../../lib/version.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { chooseGroup } from './SupportCommands.ts';

const Product = graphql(`
  fragment ChooseGroupDialog_product on Product {
    id version name seller { id } supportGroup { id name }
  }
`);
const Groups = graphql(`
  query ChooseGroupDialog($of: ID!) {
    supportGroups(first: 100, filter: { sellerId: [$of] }) { nodes { id name phone } }
  }
`);

const NONE = 'NONE';

export interface ChooseGroupDialogProps {
  product: FragmentType<typeof Product>;
  onClose: () => void;
}

/** Chooses the support group of a product. Opens once the groups of its seller are known. */
export function ChooseGroupDialog({ product, onClose }: ChooseGroupDialogProps) {
  const p = readFragment(Product, product);
  const [{ data }] = useQuery({ query: Groups, variables: { of: p.seller.id } });
  return data ? (
    <Fields product={product} groups={data.supportGroups.nodes} onClose={onClose} />
  ) : null;
}

type FieldsProps = ChooseGroupDialogProps & {
  groups: ChooseGroupDialogQuery['supportGroups']['nodes'];
};

function Fields({ product, groups, onClose }: FieldsProps) {
  const t = useText();
  const p = readFragment(Product, product);
  const { run } = useCommand(chooseGroup);
  const latest = { supportGroupId: p.supportGroup?.id ?? NONE };
  const form = useForm({ defaultValues: latest });
  const version = useFormVersion(p.version);
  const submit = form.handleSubmit(async ({ supportGroupId }) => {
    const payload = await run({
      id: p.id,
      version: version.base(),
      ...(supportGroupId !== NONE && { supportGroupId }),
    });
    if (!isAccepted(form, payload, t, { version })) return;
    toast.show({ tone: 'good', title: t('ui.support.chosen', { name: p.name }) });
    onClose();
  });
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? null;
  return (
    <>
      <FormDialog
        form={form}
        title={t('ui.support.choose')}
        description={t('ui.support.chooseText')}
        confirmLabel={t('ui.save')}
        onSubmit={submit}
        onClose={onClose}
      >
        <FormField control={form.control} name="supportGroupId">
          {(field) => (
            <Select
              {...field}
              label={t('ui.support.group')}
              options={[
                { id: NONE, label: t('ui.support.none') },
                ...groups.map(({ id, name, phone }) => ({ id, label: name, description: phone })),
              ]}
            />
          )}
        </FormField>
        <RouteLink to="/sellers/$id" params={{ id: p.seller.id }} search={{ tab: 'support' }}>
          {t('ui.support.manage')}
        </RouteLink>
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: p.version, values: latest }}
        describe={({ supportGroupId }) => [
          { label: t('ui.support.group'), text: nameOf(supportGroupId) },
        ]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
