import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type PortMessage, RemotePorts, StandInChannel, type StandInPort } from './message-ports.ts';

function hear(port: StandInPort): unknown[] {
  const heard: unknown[] = [];
  port.on('message', ({ data }) => heard.push(data));
  port.on('close', () => heard.push('closed'));
  return heard;
}

/** Gives a port away, and gives the name that it got. */
function give(remote: RemotePorts, port: StandInPort, named: () => void = () => {}): string {
  let name = '';
  remote.give([port], ([id = '']) => {
    name = id;
    named();
  });
  return name;
}

test('nothing is delivered before start, nothing is lost, and a close comes last', async () => {
  const { port1, port2 } = new StandInChannel();
  const heard = hear(port2);
  port1.postMessage({ n: 1 });
  await setImmediate();
  expect(heard).toEqual([]);
  port2.start();
  port1.postMessage({ n: 2 });
  port1.close();
  await setImmediate();
  await setImmediate();
  expect(heard).toEqual([{ n: 1 }, { n: 2 }, 'closed']);
});

test('what is posted is a copy', async () => {
  const { port1, port2 } = new StandInChannel();
  const heard = hear(port2);
  port2.start();
  const message = { list: [1] };
  port1.postMessage(message);
  message.list.push(2);
  await setImmediate();
  expect(heard).toEqual([{ list: [1] }]);
});

test('a port that is given away takes along what had arrived, and speaks from afar', async () => {
  const posted: PortMessage[] = [];
  const remote = new RemotePorts((message) => posted.push(message));
  const { port1, port2 } = new StandInChannel();
  port1.postMessage('early');
  const id = give(remote, port2, () => posted.push({ kind: 'close', id: 'named before' }));
  port1.postMessage('late', [new StandInChannel().port1]);
  expect(posted).toEqual([
    { kind: 'close', id: 'named before' },
    { kind: 'port', id, data: 'early', ports: [] },
    { kind: 'port', id, data: 'late', ports: [expect.any(String)] },
  ]);
  expect(() => port2.postMessage('x')).toThrow('given away');

  const heard = hear(port1);
  port1.start();
  remote.received(id, 'from afar', ['page1']);
  remote.closeAll();
  await setImmediate();
  await setImmediate();
  expect(heard).toEqual(['from afar', 'closed']);
});

test('closing one end is told to a far other end once', () => {
  const posted: PortMessage[] = [];
  const remote = new RemotePorts((message) => posted.push(message));
  const { port1, port2 } = new StandInChannel();
  const id = give(remote, port2);
  port1.close();
  port1.close();
  expect(posted).toEqual([{ kind: 'close', id }]);
});
