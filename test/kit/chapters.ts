import { it } from '@jest/globals';

/** A test with several chapters may take as long as several tests. */
const LIMIT_MS = 600_000;

/** Adds a chapter to the story that is being declared. */
export type Chapter = (name: string, tell: () => Promise<void>) => void;

/**
 * One test in chapters, each of which depends on those before it. A failing chapter ends the story, and the
 * failure names the chapter.
 */
export function story(name: string, declare: (chapter: Chapter) => void): void {
  const chapters: [string, () => Promise<void>][] = [];
  declare((...chapter) => chapters.push(chapter));
  it(
    name,
    async () => {
      for (const [title, tell] of chapters) {
        try {
          await tell();
        } catch (error) {
          const { stack, message } = error as Error;
          throw Object.assign(error as Error, {
            stack: `In the chapter “${title}”: ${stack ?? message}`,
          });
        }
      }
    },
    LIMIT_MS,
  );
}
