import type { IpcMainEvent, IpcMainInvokeEvent, Session, WebContents } from 'electron';

/** Every page of this program; another place is not loaded, and may ask for nothing. */
export const appOrigin = 'app://bundle';

/** Whether an address is one of this program's pages. */
export function isOwnPage(address: string): boolean {
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}

/**
 * Whether a message comes from the page of one of our windows: its main frame, not a frame inside it,
 * at an address of ours.
 */
export function isFromOwnPage({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

/** Keeps a page where it is: no other address, no second window, no embedded page. */
export function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The one thing that a page may ask the system for: pictures of the camera, for a search by face. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const video = 'mediaTypes' in details && details.mediaTypes?.every((type) => type === 'video') === true;
    decide(permission === 'media' && video && isOwnPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType === 'video' && isOwnPage(origin.replace(/\/$/, '')),
  );
  session.setDevicePermissionHandler(() => false);
}
