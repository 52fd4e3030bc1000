import { strict } from './strict.ts';

/** Nobody sits before a test: it says beforehand what a person would answer, by replacing the function. */
const unscripted = (name: string) => async (): Promise<never> => {
  throw new Error(`dialog.${name} was called, and the test has scripted no answer.`);
};

/** `dialog`. */
export const dialog = strict('dialog', {
  showOpenDialog: unscripted('showOpenDialog'),
  showSaveDialog: unscripted('showSaveDialog'),
  showMessageBox: unscripted('showMessageBox'),
  showErrorBox: (title: string, content: string) => console.error(`${title}: ${content}`),
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>);
