import { CSPProvider } from '@base-ui/react/csp-provider';
import { type ReactNode, useEffect } from 'react';
import { t } from '../messages/format.ts';
import { Frame } from './frame/frame.tsx';
import { ScreenBoundary } from './frame/screen-boundary.tsx';
import { BrowseScreen } from './screens/browse/index.tsx';
import { CoverageScreen } from './screens/coverage/index.tsx';
import { ExportScreen } from './screens/export/index.tsx';
import { IngestScreen } from './screens/ingest/index.tsx';
import { PeopleScreen } from './screens/people/index.tsx';
import { PhotoScreen } from './screens/photo/index.tsx';
import { ReviewScreen } from './screens/review/index.tsx';
import { SettingsScreen } from './screens/settings/index.tsx';
import { StartScreen } from './screens/start/index.tsx';
import { useCurrentEvent } from './stores/events.ts';
import { useLocale, usePreferences } from './stores/preferences.ts';
import { useRoute } from './stores/route.ts';

export function App(): ReactNode {
  const screen = useRoute((route) => route.screen);
  const photo = useRoute((route) => route.photo);
  const event = useCurrentEvent();
  const { locale } = useLocale();
  // Keys stand on buttons everywhere.
  usePreferences(({ keys }) => keys);
  const title =
    event && screen !== 'start' ? t('frame.titleOfEvent', { event: event.name }) : t('frame.product');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    // Base UI's own style elements are inline, which the content security policy forbids.
    <CSPProvider disableStyleElements>
      <Frame>
        {/* Screens keep texts with what they computed: one that is seen while the language changes begins anew,
            but not that on which it is chosen. */}
        <ScreenBoundary key={screen === 'settings' ? screen : `${screen} ${locale}`}>
          {screen === 'settings' ? (
            <SettingsScreen />
          ) : screen === 'start' || !event ? (
            <StartScreen />
          ) : screen === 'ingest' ? (
            <IngestScreen key={event.id} event={event} />
          ) : screen === 'export' ? (
            <ExportScreen key={event.id} event={event} />
          ) : screen === 'review' ? (
            <ReviewScreen key={event.id} event={event} />
          ) : screen === 'people' ? (
            <PeopleScreen key={event.id} event={event} />
          ) : screen === 'coverage' ? (
            <CoverageScreen key={event.id} event={event} />
          ) : screen === 'photo' && photo ? (
            <PhotoScreen key={event.id} event={event} photo={photo} />
          ) : (
            <BrowseScreen key={event.id} event={event} />
          )}
        </ScreenBoundary>
      </Frame>
    </CSPProvider>
  );
}
