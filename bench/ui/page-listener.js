import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Opens the page of a run and listens to what it is sent, as a browser does, but draws nothing. Answers when the page has ended.
 *
 * @param {string} url
 * @returns {Promise<{updates: number, bytes: number}>}
 */
export async function listenToPage(url) {
  await text(await answerOf(url));
  let [updates, bytes, rest] = [0, 0, ''];
  for await (const chunk of await answerOf(`${url}events`)) {
    bytes += Buffer.byteLength(chunk);
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    updates += lines.filter((line) => line === 'event: update').length;
  }
  return { updates, bytes };
}

async function answerOf(url) {
  const [response] = await once(get(url), 'response');
  if (response.statusCode !== 200) throw new Error(`the page answers ${response.statusCode}`);
  return response.setEncoding('utf8');
}
