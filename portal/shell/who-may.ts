import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import { type Text, useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';

const Permissions = graphql(`
  query WhoMay { permissions { name roles } }
`);

export const rolesText = (roles: readonly string[], t: Text): string =>
  t('ui.roles.mayNot', {
    roles: roles.map((role) => t.enum('Role', role)).join(t('ui.listSeparator')),
  });

/**
 * Reason why the viewer may not call a mutation: the organization may not, or only other roles may.
 * Null if no role there may, while loading, and without a mutation.
 */
export function useWhoMay(mutation: string | undefined): string | null {
  const t = useText();
  const code = useSession().mayNot[mutation ?? ''];
  const [{ data }] = useQuery({ query: Permissions, pause: !mutation || code !== undefined });
  if (code) return t.error(code);
  const roles = data?.permissions.find(({ name }) => name === mutation)?.roles ?? [];
  return roles.length > 0 ? rolesText(roles, t) : null;
}
