import { type ReactNode, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { NewSecretDialog } from '../../../domain/NewSecretDialog.tsx';
import type { ApiKeyCreateInput } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { createKey } from './KeyCommands.ts';

/** Days that a new key is valid unless the person chooses others. */
export const DEFAULT_DAYS = 90;

const PATHS = { expiresAt: 'lastDay', replacedUntil: 'oldLastDay' };

interface NewKey {
  create: <V extends FieldValues>(
    form: UseFormReturn<V>,
    input: ApiKeyCreateInput,
  ) => Promise<void>;
  /** Shows the secret of the new key, once; null before. */
  secretDialog: ReactNode;
}

/** Creates a key from a form, and shows its secret. */
export function useNewKey(onClose: () => void): NewKey {
  const t = useText();
  const { run } = useCommand(createKey);
  const [secret, setSecret] = useState<string | null>(null);
  return {
    async create(form, input) {
      const payload = await run(input);
      if (!payload) return;
      if (payload.secret) setSecret(payload.secret);
      else applyUserErrors(form, payload.userErrors, t, { paths: PATHS });
    },
    secretDialog: secret && (
      <NewSecretDialog
        title={t('ui.key.secretTitle')}
        text={t('ui.key.secretText')}
        label={t('ui.key.secret')}
        secret={secret}
        onClose={onClose}
      />
    ),
  };
}
