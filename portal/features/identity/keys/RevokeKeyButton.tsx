import { useState } from 'react';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';

const ConfirmDialog = lazyComponent(
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
  const { run } = useStep(Revoke, t('ui.key.revokedDone', { name: key.name }));
  if (key.revokedAt || !may('apiKeyRevoke')) return null;
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
          onConfirm={() => run({ id: key.id })}
        >
          {t('ui.key.revokeText')}
        </ConfirmDialog>
      )}
    </>
  );
}
