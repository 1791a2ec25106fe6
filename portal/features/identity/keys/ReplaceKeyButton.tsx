import { useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';

const ReplaceKeyDialog = lazyComponent(() => import('./ReplaceKeyDialog.tsx'), 'ReplaceKeyDialog');

const Key = graphql(`
  fragment ReplaceKeyButton_key on ApiKey {
    id isExplorer expiresAt revokedAt
    ...ReplaceKeyDialog_key
  }
`);

/** Offers a new key for one that works, with the same rights. */
export function ReplaceKeyButton({ apiKey }: { apiKey: FragmentType<typeof Key> }) {
  const t = useText();
  const may = useMay();
  const now = useNow();
  const key = readFragment(Key, apiKey);
  const [isOpen, setOpen] = useState(false);
  const isOver = key.revokedAt || (key.expiresAt && Date.parse(key.expiresAt) <= now);
  // The dialog shows the secret, so it stays when the key's row changes.
  if (!isOpen && (isOver || key.isExplorer || !may('apiKeyCreate'))) return null;
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        {t('ui.key.replace')}
      </Button>
      {isOpen && <ReplaceKeyDialog apiKey={key} onClose={() => setOpen(false)} />}
    </>
  );
}
