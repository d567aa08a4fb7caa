import { users } from './userz.mjs';

export default { target: 'http://127.0.0.1:8080', steps: users.map((name) => ({ get: `/${name}` })) };
