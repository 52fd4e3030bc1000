/** Names of what the preload and main tell each other; the contract of the engine is not among them. */
export const channel = {
  enginePort: 'host:engine-port',
  chooseFolder: 'host:choose-folder',
  grantDropped: 'host:grant-dropped',
  saveCoverage: 'host:save-coverage',
  reveal: 'host:reveal',
  restartEngine: 'host:restart-engine',
  relaunch: 'host:relaunch',
  window: 'host:window',
  /** The page listens now and wants to know how things are. */
  states: 'host:states',
  windowState: 'host:window-state',
  engineState: 'host:engine-state',
  command: 'host:command',
  notice: 'host:notice',
} as const;

/** What a window's own buttons ask for. */
export const windowActions = ['minimize', 'toggleMaximize', 'toggleFullScreen', 'close'] as const;
export type WindowAction = (typeof windowActions)[number];
