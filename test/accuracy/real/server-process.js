// A target in a process of its own: tests stop it, give it work, and ask it when requests came.
// Plain JavaScript, since every version of Node has to run it as it is. server-process.ts is the other end of its channel.
import { createServer } from 'node:net';

const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
const headEnd = '\r\n\r\n';

/** Milliseconds on the clock that all processes of a machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;

let arrivals = [];
/** What the requests that come next have to be worked on, in ms, and by which server; those beyond take no time. */
let demandsMs = [];
let servers = [];
/** When each server has done all that it got. */
let freeAt = new Map();
/** Requests in work or waiting, in the order in which the work on them is done. */
let due = [];
let isTurning = false;

const server = createServer({ noDelay: true }, (socket) => {
  let unread = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    const parts = (unread + bytes.toString('latin1')).split(headEnd);
    unread = parts.pop();
    for (let requests = parts.length; requests > 0; requests--) take(socket);
  });
});

/**
 * Work begins when the request has come and the one before was due, not when its answer was really sent: being late is
 * never handed on.
 */
function take(socket) {
  const index = arrivals.length;
  const arrivedAt = now();
  arrivals.push(arrivedAt);
  const demandMs = demandsMs[index] ?? 0;
  if (demandMs === 0) {
    socket.write(answer);
    return;
  }
  const name = servers[index] ?? 0;
  const at = Math.max(freeAt.get(name) ?? 0, arrivedAt) + demandMs;
  freeAt.set(name, at);
  let place = due.length;
  while (place > 0 && due[place - 1].at > at) place--;
  due.splice(place, 0, { socket, at });
  if (!isTurning) turn();
}

/**
 * Looks once a millisecond. An answer that is late for it is as late without a queue; a process that asked the clock all
 * the time would take a core for itself, which the generator or the rest of the machine may need.
 */
function turn() {
  const at = now();
  let done = 0;
  for (; done < due.length && due[done].at <= at; done++) due[done].socket.write(answer);
  if (done > 0) due = due.slice(done);
  isTurning = due.length > 0;
  if (isTurning) setTimeout(turn, 1);
}

process.on('message', (message) => {
  if (message.kind === 'demand') {
    ({ demandsMs, servers } = message);
    freeAt = new Map();
  } else {
    process.send({ kind: 'arrivals', arrivals });
  }
  arrivals = [];
});
process.on('disconnect', () => process.exit());
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  process.send({ kind: 'listening', port: server.address().port });
});
