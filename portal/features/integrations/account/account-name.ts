import type { Text } from '../../../lib/i18n.tsx';

interface NamedAccount {
  organization: { name: string };
  system: string;
}

/** Organization and system of an account. */
export const nameOfAccount = (t: Text, { organization, system }: NamedAccount): string =>
  `${organization.name} · ${t.enum('UpstreamSystem', system)}`;
