/** What the program's exit status says, as `photofinish help` documents it. */
export const ExitCode = {
  ok: 0,
  /** Nothing was done, or not what was asked for. */
  error: 1,
  /** The run is complete, and some photos could not be read. */
  someFailed: 2,
  /** Ctrl-C: what had been done is kept. 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
