import { useMutation } from 'urql';
import { showOutcome } from '../domain/useStep.ts';
import { graphql } from '../gql/gql.ts';
import type { SavedViewSaveInput } from '../gql/graphql.ts';
import { useCommand } from '../lib/command.ts';
import type { UserErrorLike } from '../lib/form.ts';
import { useText } from '../lib/i18n.tsx';
import type { SavedView } from './saved-views.ts';

const Save = graphql(`
  mutation SavedViews_save($input: SavedViewSaveInput!, $idempotencyKey: ID!) {
    step: savedViewSave(input: $input, idempotencyKey: $idempotencyKey) {
      savedView { id version name isShared isDefault isEditable parameters { name value } }
      userErrors { code field message params { key value } }
    }
  }
`);
const Rename = graphql(`
  mutation SavedViews_rename($input: SavedViewRenameInput!) {
    step: savedViewRename(input: $input) {
      savedView { id version name isShared isDefault isEditable parameters { name value } }
      userErrors { code field message params { key value } }
    }
  }
`);
const Delete = graphql(`
  mutation SavedViews_delete($input: SavedViewDeleteInput!) {
    step: savedViewDelete(input: $input) {
      userErrors { code field message params { key value } }
    }
  }
`);
const SetDefault = graphql(`
  mutation SavedViews_setDefault($input: SavedViewSetDefaultInput!) {
    step: savedViewSetDefault(input: $input) {
      userErrors { code field message params { key value } }
    }
  }
`);

type Saved = { savedView?: SavedView | null; userErrors: readonly UserErrorLike[] } | null;

export interface ViewCommands {
  /** Returns the view or its problem; null when the request failed, which the client has shown. */
  save: (input: SavedViewSaveInput) => Promise<Saved>;
  /** Changes the name alone, so that newer filters of a shared view stay. */
  rename: (view: SavedView, name: string) => Promise<Saved>;
  /** Whether the view was deleted; a problem is shown. */
  remove: (view: SavedView) => Promise<boolean>;
  setDefault: (list: string, id: string | null) => Promise<boolean>;
}

export function useViewCommands(): ViewCommands {
  const t = useText();
  const save = useCommand(Save);
  const [, rename] = useMutation(Rename);
  const [, remove] = useMutation(Delete);
  const [, setDefault] = useMutation(SetDefault);
  return {
    save: save.run,
    rename: async ({ id }, name) => (await rename({ input: { id, name } })).data?.step ?? null,
    remove: async ({ id }) =>
      showOutcome((await remove({ input: { id } })).data?.step.userErrors, t),
    setDefault: async (list, id) =>
      showOutcome((await setDefault({ input: { list, id } })).data?.step.userErrors, t),
  };
}
