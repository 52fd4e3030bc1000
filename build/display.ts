/** Why a window cannot be shown here, as a clause; null where it can. */
export function whyNoDisplay(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  user: number | undefined = process.getuid?.(),
): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'this machine has no display';
  // Chromium's sandbox needs an ordinary account, and without a sandbox it is not run.
  if (user === 0) return 'a window is not opened for the root account';
  return null;
}
