import type { GrantedFolder } from './ingest.ts';

/** How the engine process is. After `failed` it is not started again unasked. */
export type EngineState = 'starting' | 'ready' | 'restarting' | 'failed';

/**
 * What the desktop's preload gives the window as `window.host`; a browser has no such thing. It is all
 * that the window can ask of the computer beside the engine: no file name passes through it.
 */
export interface HostBridge {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /**
   * Asks for a new port to the engine. It arrives as a message of this window with `engine-port` as its
   * data and the port as its only port.
   */
  requestEnginePort(): void;
  /** A native dialog; null where it was closed. */
  chooseFolder(purpose: 'photos' | 'destination' | 'data'): Promise<GrantedFolder | null>;
  /** Folders (or the folders of files) that were dropped on the window. */
  grantDropped(files: readonly File[]): Promise<GrantedFolder[]>;
  /** Saves the coverage of an event as a table where a native dialog says; false where it was closed. */
  saveCoverage(event: string): Promise<boolean>;
  /** Shows a photo's file in the file manager. */
  reveal(event: string, photoId: string): Promise<void>;
  /** Starts the engine again after `failed`. */
  restartEngine(): void;
  /** Quits as a person does, and opens the program again: with its data folder where it is now. */
  relaunch(): void;
  readonly window: {
    minimize(): void;
    toggleMaximize(): void;
    toggleFullScreen(): void;
    close(): void;
  };
  /** Each gives what ends the listening. The present state is told at once. */
  onWindowState(listener: (state: { maximized: boolean; fullScreen: boolean }) => void): () => void;
  onEngineState(listener: (state: EngineState, message: string | null) => void): () => void;
  /** Something that a person should know, as a sentence; what was said last is told at once. */
  onNotice(listener: (message: string) => void): () => void;
  /** A command of the native menu, by its name in the keyboard map: `newEvent`, `undo` … */
  onCommand(listener: (command: string) => void): () => void;
}
