import { type AdminWork, UsageError } from './admin/arguments.ts';
import { verifyAudit } from './admin/audit.ts';
import { importCustomers, importProducts } from './admin/imports.ts';
import { withInstallation } from './admin/installation.ts';
import { createOperator, resetPassword } from './admin/operators.ts';
import { createOrganization, enrollPartner, inviteMember } from './admin/organizations.ts';
import { asCommand } from './admin/outcome.ts';
import { reseal } from './admin/reseal.ts';

interface AdminCommand {
  readonly call: string;
  readonly does: string;
  readonly work: AdminWork;
}

const COMMANDS: readonly AdminCommand[] = [
  {
    call: 'create-operator MAIL [--name NAME] [--org NAME] [--org-en NAME]',
    does: "invites an operator; the first one sets up the marketplace's organization, under the names of --org and --org-en",
    work: createOperator,
  },
  {
    call: 'create-organization --kind PARTNER|SELLER --name NAME [--name-en NAME] --code CODE --owner MAIL --owner-name NAME',
    does: 'sets up an organization and invites the person who will run it',
    work: createOrganization,
  },
  {
    call: 'invite-member --org CODE --mail MAIL --name NAME --role ROLE',
    does: 'invites a person to an organization',
    work: inviteMember,
  },
  {
    call: 'reset-password MAIL',
    does: 'makes a link by which a person sets a new password',
    work: resetPassword,
  },
  {
    call: 'enroll-partner --org CODE --tier SOLUTION_PROVIDER|DISTRIBUTOR|SUB_DISTRIBUTOR [--parent CODE]',
    does: 'takes an organization into the partner programme; a sub-distributor names its distributor',
    work: enrollPartner,
  },
  {
    call: 'import-customers FILE.csv --partner CODE [--contacts on-file]',
    does: 'loads a customer list as prospects of a partner; "on-file" says that its contacts are those registered with the accounts; server/seeds/templates/customers.csv is an example',
    work: importCustomers,
  },
  {
    call: 'import-products FILE.csv --seller CODE',
    does: 'lists products with their specifications; server/seeds/templates/products.csv is an example',
    work: importProducts,
  },
  {
    call: 'verify-audit [--day YYYY-MM-DD] [--heads FILE]',
    does: 'recomputes the audit chains of one day, or of all days, and prints the head of each; compares those kept in FILE',
    work: verifyAudit,
  },
  {
    call: 'reseal',
    does: 'seals all stored secrets under the present SECRET_KEY; until then SECRET_KEY_PREVIOUS opens them',
    work: reseal,
  },
];

const nameOf = ({ call }: AdminCommand): string => call.split(' ')[0]!;

const USAGE = `Sets up and looks after an installation. Works on the database of DATABASE_URL with the server's own
settings, or on the demo of this clone.

  npm run admin -- COMMAND

${COMMANDS.map(({ call, does }) => `  ${call}\n      ${does}`).join('\n')}
  help
      prints this

Links are printed, and mailed by the server. Exit codes: 0 done, 1 refused or damaged, 2 called wrongly.`;

/** `npm run admin -- COMMAND …`; the exit code. */
export async function admin(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = COMMANDS.find((one) => nameOf(one) === name);
  const usage = command
    ? `npm run admin -- ${command.call}`
    : 'All commands: npm run admin -- help';
  const work = async (): Promise<string> => {
    if (!command) throw new UsageError(`There is no command "${name}".`);
    return await withInstallation(command.work(rest));
  };
  return await asCommand(USAGE, args, work, usage);
}
