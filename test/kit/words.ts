import en from '../../server/messages/en.json' with { type: 'json' };
import zh from '../../server/messages/zh.json' with { type: 'json' };

export type MessageId = keyof typeof zh;

const catalogs = { zh, en } as const;

/** Returns the text of a message from the catalogs. */
export type Words = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

/** The portal's texts, so that a test finds a button by its label. Supports plain `{name}` values only. */
export function words(language: keyof typeof catalogs): Words {
  const catalog = catalogs[language] as Readonly<Record<string, string>>;
  return (id, values = {}) => {
    const text = catalog[id];
    if (text === undefined) throw new Error(`The catalog has no ${id}`);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}

/** Chinese, the language of the journeys. */
export const t = words('zh');
