import type { Api } from './api.ts';

/**
 * Actions of an object that a viewer sees, by their names: `true` for an action that the viewer may take now, otherwise
 * the code of the reason.
 */
export async function actionsOf(
  viewer: Pick<Api, 'ask'>,
  id: string,
): Promise<Record<string, true | string>> {
  const ask = async (fields: string) =>
    (
      await viewer.ask('query($id: ID!) { node(id: $id) { FIELDS } }'.replace('FIELDS', fields), {
        id,
      })
    ).node;
  const { __typename } = await ask('__typename');
  const { viewerActions } = await ask(
    `... on ${__typename} { viewerActions { name enabled reasonCode } }`,
  );
  return Object.fromEntries(
    viewerActions.map(({ name, enabled, reasonCode }: any) => [name, enabled || reasonCode]),
  );
}

/** Names of the actions of an object that a viewer may take now. */
export async function enabledOf(viewer: Pick<Api, 'ask'>, id: string): Promise<string[]> {
  const actions = await actionsOf(viewer, id);
  return Object.keys(actions).filter((name) => actions[name] === true);
}
