import { useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';

const ConfirmDialog = later(
  () => import('../../../ui/overlays/ConfirmDialog.tsx'),
  'ConfirmDialog',
);

const Key = graphql(`
  fragment RevokeKeyButton_key on ApiKey { id name revokedAt }
`);
const Revoke = graphql(`
  mutation RevokeKeyButton_revoke($input: ApiKeyRevokeInput!, $idempotencyKey: ID!) {
    step: apiKeyRevoke(input: $input, idempotencyKey: $idempotencyKey) {
      apiKey { ...RevokeKeyButton_key }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Revokes a key for good. An auditor sees the list without this button. */
export function RevokeKeyButton({ apiKey }: { apiKey: FragmentType<typeof Key> }) {
  const t = useText();
  const may = useMay();
  const key = readFragment(Key, apiKey);
  const [asking, setAsking] = useState(false);
  const { run } = useCommand(Revoke);
  if (key.revokedAt || !may('apiKeyRevoke')) return null;
  async function confirm() {
    const payload = await run({ id: key.id });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload)
      toast.show({ tone: 'good', title: t('ui.key.revokedDone', { name: key.name }) });
  }
  return (
    <>
      <Button size="sm" onPress={() => setAsking(true)}>
        {t('ui.revoke')}
      </Button>
      {asking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title={t('ui.key.revokeTitle', { name: key.name })}
          confirmLabel={t('ui.revoke')}
          cancelLabel={t('ui.cancel')}
          tone="danger"
          onConfirm={confirm}
        >
          {t('ui.key.revokeText')}
        </ConfirmDialog>
      )}
    </>
  );
}
