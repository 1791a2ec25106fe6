import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DocumentNode, parse } from 'graphql';
import { format } from 'sql-formatter';
import type { ApiDeps } from '../../server/platform/api/context.ts';
import { Role } from '../../server/platform/viewer.ts';
import { withInstallation } from '../../server/tools/admin/installation.ts';
import { callersOf } from './explain/callers.ts';
import { registeredQueries } from './explain/registered.ts';
import { Explainer, statementOf } from './explain/statement.ts';
import { unplannedFields } from './explain/unplanned.ts';
import { requiredValues, valuesFor } from './explain/values.ts';
import { operations } from './operations.ts';

const USAGE = `Shows the statement of an operation and its execution plan, for a typical and for the largest tenant,
under row-level security. Names the fields that one statement cannot answer, with the reason.

  npm run explain -- NAME              one of the portal's queries, or Q1 to Q6 of the bench
  npm run explain -- FILE.graphql      a document of your own
  npm run explain                      all names, with the number of roles for which each is planned
  further: --role csp.owner            role of the viewer
           --variables '{"first": 20}' instead of the variables of an unfiltered page, with ids from the data

Runs on the demo of this clone, or on DATABASE_URL.`;

const NOBODY =
  'This database has no member with that role. Run npm start once for the demo, or npm run seed.';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: 'string', default: 'csp.owner' },
    variables: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const LAYOUT = { language: 'postgresql', expressionWidth: 100 } as const;

interface Chosen {
  readonly document: DocumentNode;
  /** Variables of a measured operation. */
  readonly fixed: (chosen: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

function chosenBy(name: string): Chosen {
  const measured = operations.find((operation) => operation.name === name && !operation.writes);
  if (measured) {
    const document = parse(measured.document);
    const none = { key: '', partnerId: '', customerId: '', productId: '', specificationId: '' };
    return {
      document,
      fixed: ({ id }) => measured.variables({ ...none, customerId: String(id).slice(4) }),
    };
  }
  const document = existsSync(name)
    ? parse(readFileSync(name, 'utf8'))
    : registeredQueries().find((query) => query.name === name)?.document;
  if (!document) throw new Error(`There is no query ${name}. npm run explain names them all.`);
  return { document, fixed: () => ({}) };
}

async function explain(deps: ApiDeps, name: string, role: Role): Promise<void> {
  const { document, fixed } = chosenBy(name);
  const given = options.variables ? JSON.parse(options.variables) : null;
  const explainer = await Explainer.open(deps.db.ownerUrl);
  try {
    const callers = await callersOf(deps.db.ownerUrl, role);
    if (callers.length === 0) throw new Error(NOBODY);
    let shown = '';
    for (const { size, viewer } of callers) {
      const values = await valuesFor(deps, viewer, document);
      const required = await requiredValues(deps, viewer, document);
      const variables = given ?? { ...required, ...fixed(values) };
      const statement = statementOf(deps, viewer, document, variables);
      console.log(`\n# ${name} as ${role}, ${size} tenant, ${JSON.stringify(variables)}\n`);
      if ('unplanned' in statement) {
        console.log(`Not planned as a whole: ${statement.unplanned}.`);
        for (const line of unplannedFields(deps, viewer, document, variables))
          console.log(`  ${line}`);
        continue;
      }
      if (statement.text !== shown) console.log(`${format(statement.text, LAYOUT)}\n`);
      shown = statement.text;
      console.log(await explainer.run(viewer, statement));
    }
  } finally {
    await explainer.close();
  }
}

/** Prints every query of the portal with the roles for which it is planned, and the reasons for the others. */
async function overview(deps: ApiDeps): Promise<void> {
  const callers = (
    await Promise.all(Role.all.map((role) => callersOf(deps.db.ownerUrl, role)))
  ).flatMap((found) => found.slice(-1));
  if (callers.length === 0) throw new Error(NOBODY);
  for (const { name, document } of registeredQueries()) {
    const reasons: string[] = [];
    for (const { viewer } of callers) {
      const variables = await valuesFor(deps, viewer, document);
      const statement = statementOf(deps, viewer, document, variables);
      if ('unplanned' in statement) reasons.push(statement.unplanned);
    }
    const why = reasons.length > 0 ? `; ${[...new Set(reasons)].join('; ')}` : '';
    console.log(`${name}: ${callers.length - reasons.length} of ${callers.length} roles${why}`);
  }
}

const [name] = positionals;
const role = Role.all.find((known) => known === options.role);
try {
  if (!role) throw new Error(`--role is one of ${Role.all.join(', ')}.`);
  if (options.help) console.log(USAGE);
  else await withInstallation((deps) => (name ? explain(deps, name, role) : overview(deps)));
} catch (error) {
  process.stderr.write(
    `${process.env.DEBUG ? (error as Error).stack : (error as Error).message}\n`,
  );
  process.exitCode = 1;
}
