/** Texts of a catalog that only some pages show (see vite.config.ts). */
declare module '*.json?late' {
  const messages: Record<string, string>;
  export default messages;
}
