import { writeFileSync } from 'node:fs';
import { version } from '../dist/base/version.js';
import { manPage } from '../dist/cli/man-page.js';
import { allManuals } from '../dist/cli/manuals.js';

writeFileSync(new URL('inrush.1', import.meta.url), manPage(allManuals(), version));
