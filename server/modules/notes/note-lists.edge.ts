import { extend, relation } from '../../platform/read/declare.ts';
import { note } from './note.read.ts';
import { NOTED, type NotedType } from './subjects.ts';

/** Notes on each record, newest first. */
export const noteLists = Object.values<NotedType>(NOTED).map(({ on }) =>
  extend(on, {
    relations: {
      notes: relation.page(
        () => note,
        'subjectId',
        "Notes of the viewer's organization on the record, newest first (备注).",
      ),
    },
  }),
);
