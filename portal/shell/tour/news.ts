/** Entries of "what's new", newest first: `ui.news.<id>` in the catalogs. */
export const NEWS = ['reports', 'mails', 'terms', 'transactions', 'supervision', 'import'] as const;
export const LATEST = NEWS[0];
