import { type DocumentNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
import type { ApiDeps } from '../../../server/platform/api/context.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';
import { statementOf } from './statement.ts';

/** The fields of the operation's root that cannot be planned alone, each with the reason. */
export function unplannedFields(
  deps: ApiDeps,
  viewer: Viewer,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  )!;
  return operation.selectionSet.selections.map((selection) => {
    const alone = visit(document, {
      [Kind.OPERATION_DEFINITION]: (node) => ({
        ...node,
        selectionSet: { ...node.selectionSet, selections: [selection] },
      }),
    });
    const found = statementOf(deps, viewer, alone, variables);
    const name = print(selection).split(/[\s({]/)[0];
    return `${name}: ${'unplanned' in found ? found.unplanned : 'planned'}`;
  });
}
