import { KEY_ROLES } from '../modules/identity/api-key/api-key.entity.ts';
import { createApiKey, keyRolesOf } from '../modules/identity/api-key/api-key.store.ts';
import { DAY } from '../platform/clock.ts';
import { transact } from '../platform/command/pipeline.ts';
import { SCOPES } from '../platform/viewer.ts';
import { actingFor, explained, organizationOf } from './admin/acting.ts';
import { oneOf, readArguments, UsageError } from './admin/arguments.ts';
import { withInstallation } from './admin/installation.ts';
import { asCommand } from './admin/outcome.ts';

const USAGE = `Makes an API key for an organization and prints it, once.

  npm run api-key -- --org CODE --role ROLE [--name NAME] [--scopes LIST] [--days N]

  --org     code of the organization, for example HUAXIN
  --role    role in which the program acts: ${KEY_ROLES.join(', ')}
  --name    what it is for; default "Command line"
  --scopes  ${SCOPES.join(', ')}, separated by commas; default read
  --days    after how many days it ends, 1 to 3650; without it, it works until it is revoked`;

const LONGEST_DAYS = 3650;

/** `npm run api-key`: prints only the key on standard output, so that a script can capture it. */
export const apiKey = (args: readonly string[]): Promise<number> =>
  asCommand(USAGE, args, async () => {
    const given = readArguments(args, ['org', 'role', 'name', 'scopes', 'days']);
    const code = given.required('org');
    const role = oneOf(KEY_ROLES, given.required('role'), 'role');
    const scopes = [
      ...new Set(
        (given.optional('scopes') ?? 'read')
          .split(',')
          .map((scope) => oneOf(SCOPES, scope.trim(), 'scopes')),
      ),
    ];
    const days = daysOf(given.optional('days'));
    const name = given.optional('name') ?? 'Command line';
    if (name.length > 80) throw new UsageError('--name has at most 80 characters.');
    return await withInstallation(async (deps) => {
      const org = await organizationOf(deps, code);
      if (!keyRolesOf(org.kind).includes(role)) {
        throw new Error(
          `${org.code} is a ${org.kind}: its keys have one of the roles ${keyRolesOf(org.kind).join(', ')}.`,
        );
      }
      return await explained(() =>
        transact(deps, actingFor(org), 'command-line', async (tx) => {
          const id = tx.newId();
          const expiresAt = days === null ? null : new Date(tx.now.getTime() + days * DAY);
          const key = await createApiKey(tx, tx.viewer, tx.now, {
            id,
            orgId: org.id,
            name,
            role,
            scopes,
            expiresAt,
          });
          tx.audit({
            action: 'apiKeyCreate',
            subjectType: 'ApiKey',
            subjectId: id,
            detail: { role, scopes },
          });
          return key;
        }),
      );
    });
  });

function daysOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS)
    throw new UsageError(`--days is a whole number from 1 to ${LONGEST_DAYS}, not "${text}".`);
  return days;
}
