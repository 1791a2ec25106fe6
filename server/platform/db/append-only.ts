import type { TriggerDef } from '@mikro-orm/core';

/** Triggers of a table whose rows are only added: PostgreSQL refuses to change or remove them, for the owner too. */
export const appendOnly = (table: string, rows: string): TriggerDef<unknown>[] => {
  const refusal = { timing: 'before', body: `raise exception '${rows} are append-only'` } as const;
  return [
    { ...refusal, name: `${table}_frozen`, events: ['update', 'delete'], forEach: 'row' },
    { ...refusal, name: `${table}_kept`, events: ['truncate'], forEach: 'statement' },
  ];
};
