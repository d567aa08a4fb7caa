import type { Page } from '../report/html/page.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was made by the program that made the page
const page = JSON.parse(document.querySelector('#page')?.textContent ?? '') as Page;
const heading = document.createElement('h1');
heading.textContent = page.heading;
document.body.append(heading);
