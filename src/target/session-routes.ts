import { createHmac } from 'node:crypto';
import { withNumber, withQueryNumber } from './parameters.ts';
import { receiveBody } from './receive.ts';
import { refuseMethod, replyJson, replyText } from './reply.ts';
import type { Handler, Route } from './router.ts';

/** A login and what it opens, for scenarios with a session. */
export function makeSessionRoutes(): readonly Route[] {
  return [
    {
      path: '/login',
      description: 'POST {"username", "password"} as JSON, any that are not empty, gives {"token"}',
      handle: login,
    },
    {
      path: '/orders',
      description: 'GET with "authorization: Bearer TOKEN" gives a page of orders; ?page=1',
      handle: requireToken((call) =>
        withQueryNumber(call, pageRule, (page) => {
          const firstId = (page - 1) * ordersPerPage + 1;
          const items = Array.from({ length: ordersPerPage }, (_, index) => orderOf(firstId + index));
          replyJson(call.response, 200, { items, page });
        }),
      ),
    },
    {
      path: '/orders/:id',
      description: 'GET with "authorization: Bearer TOKEN" gives one order',
      handle: requireToken(
        withNumber({ name: 'an order id', min: 1, max: lastOrderId, whole: true }, ({ response }, id) => {
          replyJson(response, 200, orderOf(id));
        }),
      ),
    },
  ];
}

const ordersPerPage = 10;
const lastOrderId = 1_000_000;
const pageRule = {
  key: 'page',
  name: 'a page',
  min: 1,
  max: lastOrderId / ordersPerPage,
  whole: true,
  fallback: 1,
};

const login: Handler = ({ request, response }) => {
  if (request.method !== 'POST') {
    refuseMethod(response, 'POST');
    return;
  }
  receiveBody(request, ({ text }) => {
    const credentials = parseJson(text);
    const username = textField(credentials, 'username');
    const password = textField(credentials, 'password');
    if (credentials === undefined) {
      replyText(response, 400, 'expected a body of valid JSON');
    } else if (username === '' || password === '') {
      replyText(response, 401, 'expected {"username": "…", "password": "…"}, neither of them empty');
    } else {
      replyJson(response, 200, { token: tokenOf(username) });
    }
  });
};

function requireToken(handle: Handler): Handler {
  return (call) => {
    const { request, response } = call;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuseMethod(response, 'GET, HEAD');
    } else if (isLoggedIn(request.headers.authorization ?? '')) {
      handle(call);
    } else {
      const expected = 'expected "authorization: Bearer TOKEN" with the token of a POST to /login';
      replyText(response, 401, expected, ['WWW-Authenticate', 'Bearer']);
    }
  };
}

function isLoggedIn(authorization: string): boolean {
  const [, token, name] = /^bearer +((.+)\..+)$/i.exec(authorization) ?? [];
  return name !== undefined && token === tokenOf(Buffer.from(name, 'base64url').toString('utf8'));
}

/** Carries its own proof, so every process of a cluster knows it; the key guards nothing and is no secret. */
function tokenOf(username: string): string {
  const name = Buffer.from(username, 'utf8').toString('base64url');
  return `${name}.${createHmac('sha256', 'inrush target').update(username).digest('base64url')}`;
}

function orderOf(id: number): { id: number; article: string; quantity: number } {
  return { id, article: `article ${(id * 7) % 1000}`, quantity: (id % 5) + 1 };
}

/** Undefined when the text is not JSON, which has no undefined of its own. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Empty when there is no such field or it is not text. */
function textField(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' ? field : '';
}
