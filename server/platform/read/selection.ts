import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Names of the fields that an operation selects on one object type below some field nodes, including fragments and
 * conditional directives. An aliased field counts under the field's own name.
 */
export function selectedFields(
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
  typeName: string,
): ReadonlyMap<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const applies = (condition: string | undefined): boolean => {
    if (!condition || condition === typeName) return true;
    const type = info.schema.getType(condition);
    const object = info.schema.getType(typeName);
    return (
      // The cast is safe: `typeName` is always the name of an object type.
      isAbstractType(type) && object !== undefined && info.schema.isSubType(type, object as never)
    );
  };
  const included = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.if !== false;
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (!included(node)) continue;
      if (node.kind === Kind.FIELD) {
        found.set(node.name.value, [...(found.get(node.name.value) ?? []), node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(node.typeCondition?.name.value)) walk(node.selectionSet);
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const fragment = info.fragments[node.name.value];
        if (fragment && applies(fragment.typeCondition.name.value)) walk(fragment.selectionSet);
      }
    }
  };
  for (const node of nodes) walk(node.selectionSet);
  return found;
}

/** Names of the fields that a field of one object type selects on it. */
export const selectedOn = (info: GraphQLResolveInfo, typeName: string): ReadonlySet<string> =>
  new Set(selectedFields(info, info.fieldNodes, typeName).keys());

/** The selected parts of a connection: the fields of its rows, whether rows and count are needed, and the totals. */
export interface SelectedConnection {
  readonly fields: ReadonlySet<string>;
  readonly rows: boolean;
  readonly count: boolean;
  readonly totals: ReadonlySet<string> | null;
}

export function selectedConnection(info: GraphQLResolveInfo, model: string): SelectedConnection {
  const top = selectedFields(info, info.fieldNodes, `${model}Connection`);
  const edges = selectedFields(info, top.get('edges') ?? [], `${model}Edge`);
  const nodes = [...(top.get('nodes') ?? []), ...(edges.get('node') ?? [])];
  const totals = top.get('totals');
  return {
    fields: new Set(selectedFields(info, nodes, model).keys()),
    rows: ['nodes', 'edges', 'pageInfo'].some((name) => top.has(name)),
    count: top.has('count'),
    totals: totals ? new Set(selectedFields(info, totals, `${model}Totals`).keys()) : null,
  };
}
