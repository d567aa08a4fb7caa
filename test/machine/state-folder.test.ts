import { expect, it } from 'vitest';
import { stateFolder } from '../../src/machine/state-folder.ts';

it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string | null, string | null]>([
  ['linux', {}, '/home/a', '/home/a/.local/state/inrush'],
  ['linux', { XDG_STATE_HOME: '/state' }, '/home/a', '/state/inrush'],
  ['linux', { XDG_STATE_HOME: 'state' }, '/home/a', '/home/a/.local/state/inrush'],
  ['linux', {}, null, null],
  ['darwin', {}, '/Users/a', '/Users/a/Library/Application Support/inrush'],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' }, null, 'C:\\Users\\a\\AppData\\Local\\inrush'],
  ['win32', {}, 'C:\\Users\\a', null],
])('on %s with %o and the home %s it is %s', (platform, environment, home, folder) => {
  expect(stateFolder(environment, platform, home)).toBe(folder);
});
