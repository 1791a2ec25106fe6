import { importCustomersCsv } from '../../modules/customers/customer/customer-import.write.ts';
import { messageOf } from '../../platform/api/messages.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { actingFor, attempt, explained, organizationOf, run, sentences } from './acting.ts';
import { type AdminWork, oneOf, readArguments } from './arguments.ts';
import { problemLines, readCsv } from './files.ts';
import { type FileProduct, readProducts } from './product-file.ts';

/** Source of the contacts in a customer list: entered by the partner, or registered with the account. */
const CONTACTS = ['partner', 'on-file'] as const;

/** Imports every valid row of a customer list. Throws with the problems of the other rows. */
export const importCustomers: AdminWork = (args) => {
  const given = readArguments(args, ['partner', 'contacts'], 1);
  const path = given.positional(0, 'FILE.csv');
  const code = given.required('partner');
  const contacts = oneOf(CONTACTS, given.optional('contacts') ?? 'partner', 'contacts');
  return async (deps) => {
    const file = await readCsv(path);
    const org = await organizationOf(deps, code, 'PARTNER');
    const { created, updated, problems } = await explained(() =>
      importCustomersCsv(deps, {
        partnerCode: org.code,
        file,
        contactsOnFile: contacts === 'on-file',
      }),
    );
    const done = `${created} customers of ${org.name} are new, ${updated} were brought up to date.`;
    if (problems.length === 0) return done;
    const lines = problems.map(
      ({ line, code, column }) =>
        `Line ${line}${column ? `, ${column}` : ''}: ${messageOf(code, {})}`,
    );
    throw new Error(`${done}\n${problems.length} lines were left out:\n${problemLines(lines)}`);
  };
};

/**
 * Lists all products of a file, or none: every product is validated first. Skips products that are listed
 * already.
 */
export const importProducts: AdminWork = (args) => {
  const given = readArguments(args, ['seller'], 1);
  const path = given.positional(0, 'FILE.csv');
  const code = given.required('seller');
  return async (deps) => {
    const { products, problems } = readProducts(await readCsv(path));
    const org = await organizationOf(deps, code, 'SELLER');
    const seller = actingFor(org);
    const fresh = problems.length > 0 ? [] : await check(deps, seller, products, problems);
    if (problems.length > 0) throw new Error(`Nothing was imported.\n${problemLines(problems)}`);
    for (const { input } of fresh) await run(deps, seller, 'productPublish', input);
    const present = products.length - fresh.length;
    return `${fresh.length} products of ${org.name} are listed${present > 0 ? `; ${present} were listed already and left as they are` : ''}.`;
  };
};

/**
 * Validates the products that are not listed yet and returns them; adds the errors of the others to
 * `problems`.
 */
async function check(
  deps: CommandDeps,
  seller: Viewer,
  products: readonly FileProduct[],
  problems: string[],
): Promise<FileProduct[]> {
  const fresh: FileProduct[] = [];
  for (const product of products) {
    const { userErrors } = await attempt(deps, seller, 'productPublish', {
      input: product.input,
      validateOnly: true,
    });
    if (userErrors.some(({ code }) => code === 'NAME_TAKEN')) continue;
    if (userErrors.length > 0)
      problems.push(
        `"${product.name}" from line ${product.line}: ${sentences(userErrors).replaceAll('\n', ' ')}`,
      );
    else fresh.push(product);
  }
  return fresh;
}
