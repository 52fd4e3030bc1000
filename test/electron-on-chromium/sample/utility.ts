// A utility process that echoes what comes over its port, and aborts when it is told to.
import process from 'node:process';

process.parentPort.on('message', ({ data, ports: [port] }) => {
  if (data.crash) process.abort();
  process.parentPort.postMessage({ pid: process.pid, hello: data.hello });
  port?.on('message', (message) => port.postMessage(message.data));
  port?.start();
});
