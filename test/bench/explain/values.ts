import { type DocumentNode, getOperationAST, Kind, parse } from 'graphql';
import type { ApiDeps } from '../../../server/platform/api/context.ts';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';
import { seeded } from '../../policy/fixtures/attacks.ts';
import { type IdsOf, Values } from '../../policy/fixtures/documents/values.ts';
import { variablesFor } from '../../policy/fixtures/documents/variables.ts';

const SEED = 1;
const PAGE = 50;

/** Values for the variables of a document: ids of rows that the viewer sees, and the usual page size. */
export async function valuesFor(
  deps: ApiDeps,
  viewer: Viewer,
  document: DocumentNode,
): Promise<Record<string, unknown>> {
  const choose = (idsOf: IdsOf): Record<string, unknown> =>
    variablesFor(deps.domain, document, new Values(deps.domain, seeded(SEED), idsOf));
  // The first pass collects the types whose ids are needed.
  const wanted = new Set<string>();
  choose((prefix) => {
    wanted.add(prefix);
    return { seen: [], hidden: [] };
  });
  const ids = new Map<string, string[]>();
  for (const prefix of wanted)
    ids.set(
      prefix,
      (await visibleRows(deps, viewer, prefix)).map(({ id }) => id),
    );
  const chosen = choose((prefix) => ({ seen: ids.get(prefix) ?? [], hidden: [] }));
  return 'first' in chosen ? { ...chosen, first: PAGE } : chosen;
}

/** The variables that a document requires: a page sends these before any filter or sorting. */
export async function requiredValues(
  deps: ApiDeps,
  viewer: Viewer,
  document: DocumentNode,
): Promise<Record<string, unknown>> {
  const values = await valuesFor(deps, viewer, document);
  const { variableDefinitions = [] } = getOperationAST(document)!;
  const names = variableDefinitions
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
    .map(({ variable }) => variable.name.value);
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

export interface VisibleRow {
  readonly id: string;
  /** Null for a type without names. */
  readonly name: string | null;
}

/** The first rows of a type's list; empty if the type has no list or the viewer may not read it. */
export async function visibleRows(
  deps: ApiDeps,
  viewer: Viewer,
  prefix: string,
): Promise<VisibleRow[]> {
  const model = [...deps.domain.models.values()].find((m) => m.reads.spec.id === prefix)!;
  const root = Object.entries(model.reads.spec.roots ?? {}).find(([, found]) => 'page' in found);
  if (!root) return [];
  const name = model.fields.has('name') ? 'name' : '';
  const document = parse(`{ rows: ${root[0]}(first: 3) { nodes { id ${name} } } }`);
  const answer = await new GraphqlContext(deps, viewer, 'explain').plan({
    document,
    variables: {},
  });
  if ('unplanned' in answer) return [];
  const { rows } = JSON.parse(answer.json) as { rows: { nodes: VisibleRow[] } };
  return rows.nodes;
}
