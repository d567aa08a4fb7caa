import { plainText } from './marked-text.ts';

const mostCharacters = 48;

/** Readable names, each given once: of words, without what a threshold couldn't say. */
export class StepNames {
  /** How often each was asked for. */
  readonly #counts = new Map<string, number>();

  take(wanted: string): string {
    const name = slug(wanted);
    let count = (this.#counts.get(name) ?? 0) + 1;
    let unique = count === 1 ? name : `${name}-${count}`;
    // What another one is called may end in a number itself.
    while (count > 1 && this.#counts.has(unique)) {
      count += 1;
      unique = `${name}-${count}`;
    }
    this.#counts.set(name, count);
    if (unique !== name) this.#counts.set(unique, 1);
    return unique;
  }
}

/** `orders-5` of `GET /orders/5?page=2`, `post-login` of `POST /login`. */
export function nameOfRequest(method: string, path: string): string {
  const [bare = ''] = path.split(/[?#]/, 1);
  const words = plainText(bare) === '/' ? 'root' : bare;
  return method === 'GET' ? words : `${method} ${words}`;
}

function slug(text: string): string {
  const words = decoded(plainText(text))
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const short = words.slice(0, mostCharacters).replace(/-+$/, '');
  // A name that begins with a digit could be taken for a number.
  return short === '' ? 'request' : /^[a-z]/.test(short) ? short : `request-${short}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
