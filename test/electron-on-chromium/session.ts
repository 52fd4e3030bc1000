import type { CdpConnection } from './cdp.ts';
import { shownAddress } from './schemes.ts';
import { strict } from './strict.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];

let requestHandler: RequestHandler = null;
let checkHandler: CheckHandler = null;

/** `session`: the default one. */
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler: (handler: RequestHandler) => {
      requestHandler = handler;
    },
    setPermissionCheckHandler: (handler: CheckHandler) => {
      checkHandler = handler;
    },
    // Chromium asks a person who is not there: nobody gets a device.
    setDevicePermissionHandler: (_handler: DeviceHandler) => {},
  } satisfies Pick<
    Electron.Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >),
});

/** Permissions that a page can ask for, by Chromium's name, with what Electron's handlers are told. */
const askable = [
  { name: 'camera', permission: 'media', mediaTypes: ['video'] },
  { name: 'microphone', permission: 'media', mediaTypes: ['audio'] },
  { name: 'geolocation', permission: 'geolocation' },
  { name: 'notifications', permission: 'notifications' },
  { name: 'clipboard-read', permission: 'clipboard-read' },
  { name: 'midi', permission: 'midiSysex' },
] as const;

/**
 * Asks the handlers beforehand about all that a page could ask for, since Chromium asks nobody: what both
 * of them grant is granted to the page's origin, everything else is refused.
 */
export async function settlePermissions(connection: CdpConnection, address: string): Promise<void> {
  const { origin } = new URL(address);
  if (origin === 'null') return;
  const requestingUrl = shownAddress(address);
  for (const asked of askable) {
    const mediaTypes = 'mediaTypes' in asked ? [...asked.mediaTypes] : [];
    const mayCheck =
      checkHandler?.(null, asked.permission, shownAddress(`${origin}/`), {
        isMainFrame: true,
        requestingUrl,
        ...(mediaTypes[0] && { mediaType: mediaTypes[0] }),
      }) ?? true;
    const granted = mayCheck && (await ask(asked.permission, requestingUrl, mediaTypes));
    await connection.browser.send('Browser.setPermission', {
      permission: { name: asked.name },
      setting: granted ? 'granted' : 'denied',
      origin,
    });
  }
}

function ask(
  permission: 'media' | 'geolocation' | 'notifications' | 'clipboard-read' | 'midiSysex',
  requestingUrl: string,
  mediaTypes: ('video' | 'audio')[],
): Promise<boolean> {
  return new Promise((resolve) => {
    // The handlers of this program look at no contents: only at what is asked for, and from where.
    if (!requestHandler) resolve(true);
    else requestHandler(noContents, permission, resolve, { isMainFrame: true, requestingUrl, mediaTypes });
  });
}

const noContents = strict('the WebContents of a permission request', {}) as Electron.WebContents;
