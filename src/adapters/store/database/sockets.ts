// Every connection to the database server, so that all can be given up at once when the server falls silent.
import { Socket } from 'node:net';

export interface Sockets {
  /** A new socket for a connection, unconnected. */
  open(): Socket;
  /**
   * Ends every connection. What waits on one fails at once, where a network that swallows packets would leave it
   * waiting for a quarter of an hour; pools then connect anew.
   */
  cut(): void;
}

export function createSockets(): Sockets {
  const open = new Set<Socket>();
  return {
    open() {
      const socket = new Socket();
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      return socket;
    },
    cut() {
      for (const socket of [...open]) socket.destroy();
    },
  };
}
