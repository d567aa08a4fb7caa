// A shop that does nothing but answer: login, pages of orders, single orders, all written down before the start. It
// counts what it is asked for, and refuses who has not logged in. Listens on a free port and prints where.
import { createServer } from 'node:net';

const token = 'c2hvcA.bm9ib2R5LWd1YXJkcy10aGlz';
const allowed = `Bearer ${token}`;
const pages = 50;
const ordersPerPage = 10;

const orders = Array.from({ length: pages * ordersPerPage + 1 }, (_, id) => ({
  id,
  article: `article ${(id * 7) % 1000}`,
  quantity: (id % 5) + 1,
}));
const answers = {
  start: answer(200, 'hello', 'text/plain'),
  login: answer(200, JSON.stringify({ token })),
  order: orders.map((order) => answer(200, JSON.stringify(order))),
  page: Array.from({ length: pages + 1 }, (_, page) => {
    const first = (page - 1) * ordersPerPage + 1;
    return answer(200, JSON.stringify({ items: orders.slice(first, first + ordersPerPage), page }));
  }),
  refused: answer(401, 'log in first', 'text/plain'),
  unknown: answer(404, 'there is no such thing', 'text/plain'),
};
let counts = { login: 0, page: 0, order: 0, refused: 0, unknown: 0 };

function answer(status, body, type = 'application/json') {
  return `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'No'}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

const server = createServer({ noDelay: true }, (socket) => {
  let rest = '';
  socket.on('data', (bytes) => {
    const text = rest + bytes.latin1Slice();
    let at = 0;
    let written = '';
    for (;;) {
      const end = endOfRequest(text, at);
      if (end < 0) break;
      written += answerTo(text, at, end);
      at = end;
    }
    rest = text.slice(at);
    if (written !== '') socket.write(written, 'latin1');
  });
  socket.on('error', () => socket.destroy());
});

/** Where the next request begins; -1 while this one has not come whole. */
function endOfRequest(text, at) {
  const headEnd = text.indexOf('\r\n\r\n', at);
  if (headEnd < 0) return -1;
  if (text.charCodeAt(at) === 0x47) return headEnd + 4;
  const [, length = '0'] = /\r\ncontent-length: *(\d+)/i.exec(text.slice(at, headEnd)) ?? [];
  const end = headEnd + 4 + Number(length);
  return end <= text.length ? end : -1;
}

function answerTo(text, at, end) {
  if (text.startsWith('GET /orders', at)) {
    const found = text.indexOf(allowed, at);
    if (found < 0 || found > end) return counted('refused', answers.refused);
    const isOrder = text.charCodeAt(at + 11) === 0x2f;
    const list = isOrder ? answers.order : answers.page;
    const number = Number.parseInt(text.slice(at + (isOrder ? 12 : 17), at + 24), 10);
    return counted(isOrder ? 'order' : 'page', list[number] ?? answers.unknown);
  }
  if (text.startsWith('POST /login', at)) return counted('login', answers.login);
  if (text.startsWith('GET / ', at)) return answers.start;
  if (!text.startsWith('GET /counts', at)) return counted('unknown', answers.unknown);
  const told = answer(200, JSON.stringify(counts));
  counts = { login: 0, page: 0, order: 0, refused: 0, unknown: 0 };
  return told;
}

function counted(kind, text) {
  counts[kind] += 1;
  return text;
}

server.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
