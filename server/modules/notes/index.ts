/**
 * Notes: what members write on records for their own organization alone, with mentions of colleagues. The module
 * refuses a mention of a member who may not see the record, and hides every note from the other parties.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { noteCommands } from './note.commands.ts';
import { NoteEntity } from './note.entity.ts';
import { noteLife } from './note.life.ts';
import { note } from './note.read.ts';
import { noteLists } from './note-lists.edge.ts';

export { NoteEntity } from './note.entity.ts';
export { noteLife } from './note.life.ts';
export { note } from './note.read.ts';

export const notes: DomainModule = {
  name: 'notes',
  entities: [NoteEntity],
  reads: [note],
  lifeCycles: [noteLife],
  commands: noteCommands,
  readEdges: noteLists,
};
