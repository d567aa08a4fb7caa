import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { folderFiles, readFolderFile } from '../../../src/live/dashboard/folder-files.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'inrush-folder-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const namesIn = async (path: string): Promise<string[]> =>
  (await folderFiles(path)).files.map(({ name }) => name).toSorted();

it('finds JSON files at any depth, and not those of tools', async () => {
  const path = folder();
  for (const within of ['a/b', 'node_modules/x', '.git']) mkdirSync(join(path, within), { recursive: true });
  for (const name of [
    '1.json',
    'a/2.json',
    'a/b/3.json',
    'a/b/notes.txt',
    'node_modules/x/4.json',
    '.git/5.json',
  ]) {
    writeFileSync(join(path, name), '{}');
  }
  expect(await namesIn(path)).toEqual(['1.json', 'a/2.json', 'a/b/3.json']);
});

it('follows no link, and opens no pipe', async () => {
  const [path, elsewhere] = [folder(), folder()];
  writeFileSync(join(elsewhere, 'secret.json'), '{}');
  symlinkSync(join(elsewhere, 'secret.json'), join(path, 'file.json'));
  symlinkSync(elsewhere, join(path, 'folder'));
  symlinkSync(path, join(path, 'itself'));
  execFileSync('mkfifo', [join(path, 'pipe.json')]);
  mkdirSync(join(path, 'folder.json'));
  expect(await namesIn(path)).toEqual([]);
});

it('lists the newest first, and says how many it leaves out', async () => {
  const path = folder();
  for (let number = 0; number < 2003; number++) {
    const file = join(path, `${number}.json`);
    writeFileSync(file, '');
    if (number < 3 || number === 7) utimesSync(file, number < 3 ? number : 2e9, number < 3 ? number : 2e9);
  }
  const { files, omitted } = await folderFiles(path);
  expect({ first: files[0]?.name, count: files.length, omitted }).toEqual({
    first: '7.json',
    count: 2000,
    omitted: 3,
  });
  expect(files.map(({ name }) => name)).not.toContain('0.json');
});

it('throws where the folder itself is none', async () => {
  await expect(folderFiles(join(folder(), 'nowhere'))).rejects.toThrow('ENOENT');
});

it('reads no link and no pipe that has taken the place of a file since', async () => {
  const path = folder();
  writeFileSync(join(path, 'a.json'), '{}');
  const [file] = (await folderFiles(path)).files;
  if (file === undefined) throw new Error('there is a file');
  expect(await readFolderFile(file)).toEqual({ ok: true, value: '{}' });
  rmSync(file.path);
  symlinkSync('/etc/passwd', file.path);
  expect(await readFolderFile(file)).toMatchObject({ ok: false, message: expect.stringContaining('ELOOP') });
  rmSync(file.path);
  execFileSync('mkfifo', [file.path]);
  expect(await readFolderFile(file)).toEqual({ ok: false, message: 'it is no file' });
  rmSync(file.path);
  expect(await readFolderFile(file)).toMatchObject({ ok: false });
});
