import type { ClassType } from 'type-graphql';
import { isRecord, updatedAt } from '../../read/changes.ts';
import type { FieldShape, Relation } from '../../read/declare.ts';
import type { Models, ReadModel } from '../../read/model.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import {
  codeFieldResolver,
  listFieldResolver,
  oneFieldResolver,
  pageFieldResolver,
  rowFieldResolver,
  subjectFieldResolver,
  upstreamFieldResolver,
} from './fields.ts';
import { oneRootResolver, pageRootResolver } from './roots.ts';

/** Resolver classes for all fields that read declarations and their edges add to the schema. */
export function readResolvers(models: Models): ResolverClass[] {
  const all = [...models.values()];
  // Fields first: type-graphql searches the list from its start for each field of each type.
  return [...all.flatMap((model) => fieldResolvers(model, models)), ...all.flatMap(rootResolvers)];
}

function fieldResolvers(model: ReadModel, models: Models): ResolverClass[] {
  const { type } = model.reads;
  const shapes = new Map<string, FieldShape>([
    ...(isRecord(model.table) ? [['updatedAt', updatedAt] as const] : []),
    ...model.edges.flatMap(({ fields }) => Object.entries(fields ?? {})),
  ]);
  return [...model.fields].flatMap(([name, plan]) => {
    const shape = shapes.get(name);
    if (plan.kind === 'relation') return [relationResolver(type, name, plan.relation, models)];
    if (plan.kind === 'code')
      return plan.source.leads
        ? [subjectFieldResolver(type, name, plan.source.leads, models)]
        : [codeFieldResolver(type, name, plan.source, shape)];
    if (plan.kind === 'upstream') return [upstreamFieldResolver(type, name, plan, shape)];
    return shape ? [rowFieldResolver(type, name, shape)] : [];
  });
}

function relationResolver(
  type: ClassType<object>,
  name: string,
  relation: Relation,
  models: Models,
): ResolverClass {
  const target = models.get(relation.to());
  if (!target) throw new Error(`The relation ${name} leads to a type that no module reads`);
  if (relation.kind === 'one') return oneFieldResolver(type, name, relation, target);
  if (relation.kind === 'some') return listFieldResolver(type, name, relation, target);
  return pageFieldResolver(type, name, relation, target);
}

const rootResolvers = (model: ReadModel): ResolverClass[] =>
  Object.entries(model.reads.spec.roots ?? {}).map(([name, root]) =>
    'one' in root ? oneRootResolver(name, root, model) : pageRootResolver(name, root, model),
  );
