import { createElement, Fragment, type ReactNode } from 'react';
import { type MessageId, pieces, type Values } from '../../messages/format.ts';

/** A text whose `<b>` is set in bold. Without one, `t` is enough. */
export function Text<Id extends MessageId>({
  id,
  values,
}: { id: Id } & ([] extends Values<Id> ? { values?: never } : { values: Values<Id>[0] })): ReactNode {
  const said = pieces<ReactNode>(id, values ?? {}, (text, index) => <b key={index}>{text}</b>);
  return createElement(Fragment, null, ...said);
}
