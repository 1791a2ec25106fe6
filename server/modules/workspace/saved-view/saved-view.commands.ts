import { command } from '../../../platform/command/command.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { assertVisible } from '../../../platform/command/visibility.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { memberOf } from '../member.ts';
import {
  type SavedView,
  SavedViewDefaultEntity,
  SavedViewEntity,
  STATE_BYTES,
  type ViewState,
} from './saved-view.entity.ts';
import { savedView, TEAM_ROLES, VIEW_ROLES } from './saved-view.read.ts';

const VIEWS_MAX = 100;
const PARAMETERS_MAX = 40;
const NAME = /^[A-Za-z]\w{0,40}$/;
/** The position in a list is not part of a view. */
const PLACES = new Set(['after', 'open', 'size', 'view']);

const parameter = inputShape('ListParameterInput', "Parameter of a list's address.", {
  name: field.text('Name of the parameter.', { max: 41, pattern: NAME }),
  value: field.text('Text of the value; several values are joined with "~".', { max: 2_000 }),
});
const listName = field.text('Name of the list.', { max: 41, pattern: NAME });
const viewName = field.text('Name of the view.', { max: 40 });

/**
 * Returns a view that the viewer may change. Another member's view is NOT_FOUND, the team's is TEAM_VIEW for
 * most roles.
 */
async function editable(tx: Tx, id: string): Promise<SavedView> {
  const member = memberOf(tx);
  await assertVisible(tx, savedView, id);
  tx.lock('SavedView', id);
  const row = await tx.get(SavedViewEntity, id);
  if (!TEAM_ROLES.includes(tx.viewer.role) && (row.isShared || row.ownerId !== member))
    throw refuse('TEAM_VIEW');
  return row;
}

/** Audits without the name: names of personal views are private. */
function audit(
  tx: Tx,
  action: string,
  { id, list, name, isShared }: Pick<SavedView, 'id' | 'list' | 'name' | 'isShared'>,
): void {
  const detail = { list, ...(isShared && { name }) };
  tx.audit({ action, subjectType: 'SavedView', subjectId: id, detail });
}

function stateOf(parameters: readonly { name: string; value: string }[]): ViewState {
  for (const { name } of parameters)
    if (PLACES.has(name)) throw refuse('INVALID_FORMAT', 'parameters');
  const state = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
  if (Buffer.byteLength(JSON.stringify(state)) > STATE_BYTES - 1_024)
    throw refuse('TOO_LONG', 'parameters', { limit: STATE_BYTES - 1_024 });
  return state;
}

const save = command({
  name: 'savedViewSave',
  description: 'Saves a view of a list under a name, as a new view or in place of an existing one.',
  roles: VIEW_ROLES,
  fields: {
    id: field.optional(
      field.id(
        () => savedView,
        'Global id of the view to replace; by default a new view is saved.',
      ),
    ),
    version: field.version,
    list: listName,
    name: viewName,
    isShared: field.flag(
      'Whether the view is shared with the whole organization; only owners and managers may share.',
    ),
    parameters: field.list(
      field.object(() => parameter, 'Parameters of the list that the view sets.'),
      { max: PARAMETERS_MAX },
    ),
  },
  payload: { savedView: () => savedView },
  idempotent: true,
  constraints: { saved_view_name: { code: 'VIEW_NAME_TAKEN', field: 'name' } },
  async run(tx, { id, version, list, name, isShared, parameters }) {
    const ownerId = memberOf(tx);
    const row = id === undefined ? null : await editable(tx, id);
    if (isShared && !TEAM_ROLES.includes(tx.viewer.role)) throw refuse('TEAM_VIEW', 'isShared');
    const state = stateOf(parameters);
    if (row) {
      if (version !== undefined && version !== row.version)
        throw refuse('STALE_VERSION', 'version', { version: row.version });
      if (row.list !== list) throw refuse('INVALID_FORMAT', 'list');
      Object.assign(row, { name, isShared, state, version: row.version + 1 });
      audit(tx, 'savedViewSave', row);
      return { savedView: row.id };
    }
    tx.lock('SavedViewsOf', ownerId);
    const kept = await tx.find(
      SavedViewEntity,
      (d) => sql`${d.ownerId} = ${ownerId} and ${d.list} = ${list}`,
    );
    if (kept.length >= VIEWS_MAX) throw refuse('TOO_MANY', null, { limit: VIEWS_MAX });
    const made = {
      id: tx.newId(),
      createdAt: tx.now,
      orgId: tx.viewer.tenantId,
      ownerId,
      list,
      name,
      isShared,
      state,
      version: 1,
    };
    tx.insert(SavedViewEntity, made);
    audit(tx, 'savedViewSave', made);
    return { savedView: made.id };
  },
});

const rename = command({
  name: 'savedViewRename',
  description: 'Renames a saved view.',
  roles: VIEW_ROLES,
  fields: {
    id: field.id(() => savedView, 'Global id of the view.'),
    name: viewName,
  },
  payload: { savedView: () => savedView },
  idempotent: false,
  constraints: { saved_view_name: { code: 'VIEW_NAME_TAKEN', field: 'name' } },
  async run(tx, { id, name }) {
    const row = await editable(tx, id);
    Object.assign(row, { name, version: row.version + 1 });
    audit(tx, 'savedViewRename', row);
    return { savedView: id };
  },
});

const remove = command({
  name: 'savedViewDelete',
  description: 'Deletes a saved view; lists that opened with it open without a view.',
  roles: VIEW_ROLES,
  fields: {
    id: field.id(() => savedView, 'Global id of the view.'),
  },
  payload: { savedView: () => savedView },
  idempotent: false,
  async run(tx, { id }) {
    const row = await editable(tx, id);
    audit(tx, 'savedViewDelete', row);
    await tx.rows(sql`delete from saved_view where id = ${id}`);
    return {};
  },
});

const setDefault = command({
  name: 'savedViewSetDefault',
  description: 'Sets the view with which a list opens for the viewer.',
  roles: VIEW_ROLES,
  fields: {
    list: listName,
    id: field.optional(
      field.id(() => savedView, 'Global id of a view of the viewer or of the team; null for none.'),
    ),
  },
  payload: { savedView: () => savedView },
  idempotent: false,
  async run(tx, { list, id }) {
    const memberId = memberOf(tx);
    tx.lock('SavedViewsOf', memberId);
    if (id) {
      const view = await tx.get(SavedViewEntity, id);
      if (view.list !== list) throw refuse('INVALID_FORMAT', 'list');
    }
    await tx.rows(
      sql`delete from saved_view_default where member_id = ${memberId} and list = ${list}`,
    );
    if (id)
      tx.insert(SavedViewDefaultEntity, {
        id: tx.newId(),
        createdAt: tx.now,
        orgId: tx.viewer.tenantId,
        memberId,
        list,
        viewId: id,
      });
    return { savedView: id ?? null };
  },
});

export const savedViewCommands: readonly AnyCommand[] = [save, rename, remove, setDefault];
