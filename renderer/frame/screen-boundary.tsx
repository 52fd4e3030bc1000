import { Component, type ReactNode } from 'react';
import { t } from '../../messages/format.ts';
import { EmptyState } from '../components/blocks.tsx';
import { Button } from '../components/button.tsx';
import { go } from '../stores/route.ts';

/** A mistake in one screen leaves the frame and the other screens standing. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const again = () => this.setState({ broken: false });
    return (
      <EmptyState icon="warning" kind="bad" title={t('errors.screen')} text={t('errors.screen.text')}>
        <Button kind="primary" onClick={again}>
          {t('errors.screen.again')}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            go('start');
            again();
          }}
        >
          {t('errors.screen.events')}
        </Button>
      </EmptyState>
    );
  }
}
