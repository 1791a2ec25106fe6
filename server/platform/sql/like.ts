/** Pattern of `like` for a text anywhere in a value. The text's `%`, `_` and backslash have no meaning. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
