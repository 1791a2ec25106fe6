import type { TriggerDef } from '@mikro-orm/core';

/** Triggers of an append-only table: PostgreSQL refuses to change or delete its rows, even for the owner. */
export const appendOnly = (table: string, rows: string): TriggerDef<unknown>[] => {
  const refusal = { timing: 'before', body: `raise exception '${rows} are append-only'` } as const;
  return [
    { ...refusal, name: `${table}_frozen`, events: ['update', 'delete'], forEach: 'row' },
    { ...refusal, name: `${table}_kept`, events: ['truncate'], forEach: 'statement' },
  ];
};
