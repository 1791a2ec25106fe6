import { useMonaco } from '@graphiql/react';
import type { editor } from 'monaco-editor';
import { useEffect } from 'react';

const OPTIONS: editor.IEditorOptions = {
  fontFamily: 'ui-monospace, "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSize: 13,
  // Chinese comments contain dashes and brackets that are no mistakes.
  unicodeHighlight: { ambiguousCharacters: false },
};

/** Transparent, with readable line numbers, including that of an empty last line. */
const colorsOf = (numbers: string): editor.IColors => ({
  'editor.background': '#ffffff00',
  'editorLineNumber.foreground': numbers,
  'editorLineNumber.dimmedForeground': numbers,
});

/** By the names of GraphiQL's themes. Its comment color has too little contrast in the dark theme. */
const THEMES: Record<string, editor.IStandaloneThemeData> = {
  'graphiql-LIGHT': {
    base: 'vs',
    inherit: true,
    colors: colorsOf('#5b6577'),
    rules: [
      { token: 'argument.identifier.gql', foreground: '#4b48b5' },
      { token: 'number', foreground: '#0f6b45' },
    ],
  },
  'graphiql-DARK': {
    base: 'vs-dark',
    inherit: true,
    colors: colorsOf('#a3aec0'),
    rules: [
      { token: 'argument.identifier.gql', foreground: '#aaa6ff' },
      { token: 'comment', foreground: '#8fbf7a' },
    ],
  },
};

/** The editor measures its letters: with a font set by a style sheet, the cursor would be misplaced. */
export function useEditorLook(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) return;
    for (const [name, theme] of Object.entries(THEMES)) monaco.editor.defineTheme(name, theme);
    for (const one of monaco.editor.getEditors()) one.updateOptions(OPTIONS);
    const created = monaco.editor.onDidCreateEditor((one) => one.updateOptions(OPTIONS));
    // The font may load after an editor has measured its letters.
    void document.fonts
      .load(`${OPTIONS.fontSize}px "JetBrains Mono"`)
      .then(() => monaco.editor.remeasureFonts());
    return () => created.dispose();
  }, [monaco]);
}
