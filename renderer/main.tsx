import { createRoot } from 'react-dom/client';
import './tokens.css';
import './styles/base.css';
import './styles/utilities.css';
import { App } from './app.tsx';
import { getReadyForOpenEvent } from './engine/get-ready.ts';
import { followLive } from './engine/live.ts';
import { startDispatch } from './keyboard/dispatch.ts';
import { startFollowingEngine } from './stores/connection.ts';
import { useEvents } from './stores/events.ts';
import { followMachine } from './stores/machine.ts';
import { followLanguage, followTextSizeAndKeys, followTheme, loadPreferences } from './stores/preferences.ts';
import { openLastEvent, useRoute } from './stores/route.ts';
import { say } from './stores/toasts.ts';

followTheme();
followLanguage();
followTextSizeAndKeys();
startFollowingEngine();
startDispatch(() => useRoute.getState().screen);
getReadyForOpenEvent();
// The list of events first: somebody looks at it, and loading takes the cores.
void Promise.all([loadPreferences(), useEvents.getState().load()]).then(openLastEvent, () => undefined);
void followLive();
followMachine();
window.host?.onNotice((text) => void say({ kind: 'info', text }));

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
